import { PydockError } from '../errors';
import type { FailedStep } from './build';

/** A package that is built from source, as far as the log tells of it. */
export interface BuiltPackage {
  readonly name: string;
  /** Null where the log does not say it. */
  readonly version: string | null;
}

/** What helps against a package that can't be built. */
export interface BuildCure {
  /** Debian packages that have what is missing. */
  readonly debian: readonly string[];
  /** The newest Python that this version has a wheel for, if that is known and another one. */
  readonly python: string | null;
  /** Another package that is the same and has a wheel. */
  readonly instead: string | null;
  /** Whether no version of it has a wheel for Linux. */
  readonly isSourceOnly: boolean;
}

const cannotBuild = (service: string) => `the image of ${service} can't be built`;

export const systemPackageMissing = (
  { service, dockerfile, log }: FailedStep,
  missing: string,
  built: BuiltPackage | null,
  { debian, python, instead, isSourceOnly }: BuildCure,
) =>
  new PydockError({
    code: 'PYDOCK_SYSTEM_PACKAGE_MISSING',
    what: `${cannotBuild(service)}: ${built?.name ?? 'a package'} has to be compiled, and ${missing} is missing`,
    why: `it has no wheel${isSourceOnly ? '' : ' for this Python'}, and slim images have no compilers and headers`,
    todo: alternatives([
      python &&
        `take Python ${python}, the newest that ${named(built)} has a wheel for: ${dockerizeWith(dockerfile, python)}`,
      instead && `require ${instead} instead, which has it inside`,
      debian.length > 0
        ? `add this to the builder stage of the Dockerfile, before the packages are installed:\n  ${aptLine(debian)}`
        : 'install the Debian package that has it in the builder stage of the Dockerfile',
      built && !isSourceOnly && `take a version of ${built.name} that has a wheel`,
    ]),
    place: { file: dockerfile },
    quote: log.slice(-20),
  });

const alternatives = (ways: readonly (string | false | null)[]) =>
  ways.filter((way) => typeof way === 'string').join('\nor ');

const named = (built: BuiltPackage | null) =>
  built === null ? 'it' : built.version === null ? built.name : `${built.name}==${built.version}`;

const aptLine = (packages: readonly string[]) =>
  `RUN apt-get update && apt-get install -y --no-install-recommends ${packages.join(' ')}`;

const directoryOf = (dockerfile: string) => dockerfile.split('/').slice(0, -1).join('/') || '.';

const dockerizeWith = (dockerfile: string, python: string) =>
  `nx g pydock:dockerize ${directoryOf(dockerfile)} --pythonVersion=${python}`;

export const gitMissing = ({ service, dockerfile, log }: FailedStep) =>
  new PydockError({
    code: 'PYDOCK_SYSTEM_PACKAGE_MISSING',
    what: `${cannotBuild(service)}: a requirement comes from a git repository, and git is missing`,
    why: 'slim images have no git',
    todo: `add this to the builder stage of the Dockerfile, before the packages are installed:\n  ${aptLine(['git'])}`,
    place: { file: dockerfile },
    quote: log.slice(-20),
  });

/**
 * @param wants who is not for this Python: a package, or the project
 * @param specifier the Pythons that it is for; null where the log does not say
 * @param python the newest of them that is supported; null where there is none
 */
export const pythonUnsuitable = (
  { service, dockerfile, log }: FailedStep,
  wants: string,
  specifier: string | null,
  python: string | null,
) =>
  new PydockError({
    code: 'PYDOCK_PYTHON_UNSUITABLE',
    what: `${cannotBuild(service)}: ${wants} is not for the Python of the image`,
    why: specifier === null ? 'it has no files for this Python' : `it asks for Python ${specifier}`,
    todo: alternatives([
      `take ${python === null ? 'another Python' : `Python ${python}`}: ${dockerizeWith(dockerfile, python ?? '...')}`,
      wants === 'the project'
        ? 'let requires-python allow that of the image'
        : `take another version of ${wants.replace(/==.*/, '')}`,
    ]),
    place: { file: dockerfile },
    quote: log.slice(-20),
  });

export const hashMismatch = ({ service, dockerfile, log }: FailedStep, requirement: string) =>
  new PydockError({
    code: 'PYDOCK_HASH_MISMATCH',
    what: `${cannotBuild(service)}: a file of ${requirement} is another one than was locked`,
    why: 'the index gave a file whose hash is not that of the lock file or the requirements',
    todo: 'find out why before you trust it: another index or mirror, a release that was replaced, a proxy that alters files;\nthen lock anew',
    place: { file: dockerfile },
    quote: log.slice(-20),
  });

export const certificateUntrusted = ({ service, dockerfile, log }: FailedStep, bundle: string) =>
  new PydockError({
    code: 'PYDOCK_CERTIFICATE_UNTRUSTED',
    what: `${cannotBuild(service)}: the step does not trust the certificate of the package index`,
    why: 'a gateway of your network puts its own certificate in place of the real one, or the index has one of its own',
    todo: [
      "name a bundle with its CA in SSL_CERT_FILE on this machine: the scaffolded Dockerfile's steps get it as a secret",
      `in a Dockerfile of your own: RUN --mount=type=secret,id=ca-bundle,target=${bundle} ...`,
      'docs/networks.md tells more',
    ].join('\n'),
    place: { file: dockerfile },
    quote: log.slice(-20),
  });

export const lockOutOfDate = ({ service, dockerfile, log }: FailedStep, lockfile: string, command: string) =>
  new PydockError({
    code: 'PYDOCK_LOCK_OUT_OF_DATE',
    what: `${cannotBuild(service)}: ${lockfile} is not what the manifest asks for`,
    why: 'the manifest changed since the lock file was written',
    todo: `write it anew, and commit it: ${command}`,
    place: { file: dockerfile },
    quote: log.slice(-20),
  });
