import { PydockError } from '../errors';

export const credentialsUnreadable = (registry: string, detail: string) =>
  new PydockError({
    code: 'PYDOCK_CREDENTIALS_UNREADABLE',
    what: `the credentials for ${registry} can't be read`,
    why: detail,
    todo: `docker login ${registry}, or mend "credHelpers" and "credsStore" in ~/.docker/config.json`,
  });

export const pushDenied = (image: string, registry: string, detail: string) =>
  new PydockError({
    code: 'PYDOCK_PUSH_DENIED',
    what: `${registry} did not take ${image}`,
    why: detail,
    todo: `docker login ${registry} as someone who may push there; check the name of the image`,
  });

export const pushFailed = (image: string, detail: string, attempts: number) =>
  new PydockError({
    code: 'PYDOCK_PUSH_FAILED',
    what: `${image} can't be pushed`,
    why: attempts > 1 ? `${detail} (${attempts} attempts)` : detail,
    todo: 'mend what it says; what the registry has of the image already is not sent again',
  });

export const archiveFailed = (doing: string, detail: string) =>
  new PydockError({
    code: 'PYDOCK_ARCHIVE_FAILED',
    what: `the engine could not ${doing}`,
    why: detail,
    todo: 'check that the image is built, that the disk has room, and that the file is an archive that docker save made',
  });

export const imageNotBuilt = (project: string, image: string) =>
  new PydockError({
    code: 'PYDOCK_IMAGE_NOT_FOUND',
    what: `there is no image of ${project}`,
    why: `the engine has no ${image}`,
    todo: `build it: nx run ${project}:docker-build`,
  });
