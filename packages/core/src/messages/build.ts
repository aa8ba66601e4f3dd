import { type Place, PydockError } from '../errors';
import { nearest } from '../nearest';

/** A failed build step as the engine told of it. */
export interface FailedStep {
  readonly service: string;
  readonly dockerfile: string;
  /** The step's name, such as `[builder 3/3] RUN pip install …`. */
  readonly step: string;
  readonly error: string;
  readonly log: readonly string[];
  /** The instruction's line in the Dockerfile, where it is known. */
  readonly line?: number | undefined;
}

export const buildFailed = ({ service, dockerfile, step, error, log, line }: FailedStep) =>
  new PydockError({
    code: 'PYDOCK_BUILD_FAILED',
    what: `the image of ${service} can't be built: ${step}`,
    why: error,
    todo: 'mend the step, then build again; steps before it are kept',
    place: { file: dockerfile, ...(line !== undefined && { line }) },
    quote: log.slice(-20),
  });

export const copyPathRelative = (service: string, source: string, remedy: string, place: Place) =>
  new PydockError({
    code: 'PYDOCK_COPY_SOURCE_MISSING',
    what: `the image of ${service} can't be built: there is no ${source} in the build context`,
    why: 'the build context is the workspace root, so paths are relative to the workspace root, not to the Dockerfile',
    todo: `write it as: ${remedy}`,
    place,
  });

export const copySourceLeftOut = (service: string, source: string, place: Place) =>
  new PydockError({
    code: 'PYDOCK_COPY_SOURCE_MISSING',
    what: `the image of ${service} can't be built: ${source} is there, but not in the build context`,
    why: 'the context has the project and what "include" names, less what the ignore file and pydock itself leave out',
    todo: [
      `where it lies outside the project, name it in "include" of docker-build: ["${source}"]`,
      `where it is left out, let it in by a line of the Dockerfile's ignore file: !${source}`,
    ].join('\n'),
    place,
  });

export const includeMissing = (service: string, path: string, place: Place) =>
  new PydockError({
    code: 'PYDOCK_INCLUDE_MISSING',
    what: `the image of ${service} is to include ${path}, which is not there`,
    why: 'paths of "include" are relative to the workspace root',
    todo: 'mend the path, or take it out of "include"',
    place,
  });

export const stageMissing = (service: string, target: string, stages: readonly string[], place: Place) => {
  const near = nearest(target, stages);
  return new PydockError({
    code: 'PYDOCK_OPTION_INVALID',
    what: `the Dockerfile of ${service} has no stage "${target}"`,
    why: `its stages are ${stages.join(', ')}`,
    todo: near
      ? `did you mean "${near}"?`
      : 'name one of them, or take "target" out: the last one is built then',
    place,
  });
};

export const packageNotFound = (
  { service, log, dockerfile }: FailedStep,
  requirement: string,
  manifest: string,
) =>
  new PydockError({
    code: 'PYDOCK_PACKAGE_NOT_FOUND',
    what: `the image of ${service} can't be built: there is no package ${requirement}`,
    why: 'the package index knows no such name, or no version of it that this Python can install',
    todo: `check its name and version in ${manifest || dockerfile}; if it is on a private index, name that there with --index-url`,
    place: { file: manifest || dockerfile },
    quote: log.slice(-20),
  });

export const baseImageNotFound = (service: string, image: string, dockerfile: string, error: string) =>
  new PydockError({
    code: 'PYDOCK_BASE_IMAGE_NOT_FOUND',
    what: `the image of ${service} can't be built: its base image ${image} can't be had`,
    why: error,
    todo: 'check the name in the FROM line and your connection to the registry (`docker pull` it by hand), or `docker login`',
    place: { file: dockerfile },
  });

export const diskFull = (doing: string, detail: string) =>
  new PydockError({
    code: 'PYDOCK_DISK_FULL',
    what: `the engine's disk is full: it could not ${doing}`,
    why: detail,
    todo: 'free space: `docker system df` shows what takes it, `docker builder prune` and `docker image prune` free it',
  });

export const buildSecretMissing = (service: string, id: string, missing: string, place: Place) =>
  new PydockError({
    code: 'PYDOCK_SECRET_MISSING',
    what: `the image of ${service} is to be built with the secret ${id}, which is not there`,
    why: missing,
    todo: `put it there, or take ${id} out of "secrets" of docker-build`,
    place,
  });

export const sshUnusable = (service: string, id: string, detail: string, place?: Place) =>
  new PydockError({
    code: 'PYDOCK_SSH_UNUSABLE',
    what: `the image of ${service} is to be built with the ssh keys "${id}", which can't be used`,
    why: detail,
    todo: 'start an agent and `ssh-add` the key, or name a key without a passphrase in "ssh" of docker-build',
    place,
  });

export const sshMissing = (service: string, id: string, dockerfile: string) =>
  new PydockError({
    code: 'PYDOCK_SSH_UNUSABLE',
    what: `a step of the image of ${service} wants to sign over ssh with "${id}", and nothing is lent to it`,
    why:
      id === 'default'
        ? 'SSH_AUTH_SOCK is not set, so no agent runs, and "ssh" of docker-build names no key'
        : '"ssh" of docker-build does not name it',
    todo: `start an agent and \`ssh-add\` a key, or name one: "ssh": { "${id}": "~/.ssh/id_ed25519" }`,
    place: { file: dockerfile },
  });

export const dockerfileMissing = (project: string, dockerfile: string) =>
  new PydockError({
    code: 'PYDOCK_DOCKERFILE_MISSING',
    what: `${project} has no Dockerfile`,
    why: `${dockerfile} is not there`,
    todo: `scaffold one: nx g pydock:dockerize ${dockerfile.split('/').slice(0, -1).join('/') || '.'}`,
    place: { file: dockerfile },
  });

export const fileNameInvalid = (file: string, part: string) =>
  new PydockError({
    code: 'PYDOCK_FILE_UNREADABLE',
    what: `${file} can't go into an image`,
    why: `${part} has bytes that are no UTF-8, and the engine takes no others`,
    todo: "rename it, or leave it out by a line of the Dockerfile's ignore file",
    place: { file },
  });

export const ignoreFileInvalid = (detail: string) =>
  new PydockError({
    code: 'PYDOCK_FILE_UNREADABLE',
    what: "the ignore file of the build has a pattern that can't be read",
    why: detail,
    todo: 'mend it in Dockerfile.dockerignore or .dockerignore: each "[" needs its "]", and "\\[" stands for the character',
  });
