import { PydockError } from '../errors';

/** A failed build step as the engine told of it. */
export interface FailedStep {
  readonly service: string;
  readonly dockerfile: string;
  /** The step's name, such as `[builder 3/3] RUN pip install …`. */
  readonly step: string;
  readonly error: string;
  readonly log: readonly string[];
}

export const buildFailed = ({ service, dockerfile, step, error, log }: FailedStep) =>
  new PydockError({
    code: 'PYDOCK_BUILD_FAILED',
    what: `the image of ${service} can't be built: ${step}`,
    why: error,
    todo: 'mend the step, then build again; steps before it are kept',
    place: { file: dockerfile },
    quote: log.slice(-20),
  });

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

export const dockerfileMissing = (project: string, dockerfile: string) =>
  new PydockError({
    code: 'PYDOCK_DOCKERFILE_MISSING',
    what: `${project} has no Dockerfile`,
    why: `${dockerfile} is not there`,
    todo: `scaffold one: nx g pydock:dockerize ${dockerfile.split('/').slice(0, -1).join('/') || '.'}`,
    place: { file: dockerfile },
  });

export const ignoreFileInvalid = (detail: string) =>
  new PydockError({
    code: 'PYDOCK_FILE_UNREADABLE',
    what: "the ignore file of the build has a pattern that can't be read",
    why: detail,
    todo: 'mend it in Dockerfile.dockerignore or .dockerignore: each "[" needs its "]", and "\\[" stands for the character',
  });
