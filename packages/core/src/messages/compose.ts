import { formatPlace, type Place, PydockError } from '../errors';

interface Named {
  readonly name: string;
  readonly project: string;
  readonly root: string;
  readonly place: (option: string) => Place;
}

export const nameInvalid = (name: string, place: Place) =>
  new PydockError({
    code: 'PYDOCK_NAME_INVALID',
    what: `"${name}" can't be the name of a service`,
    why: 'a Compose service name, which is also part of an image name, has lower-case letters, digits, "_", "." and "-", and starts with a letter or digit',
    todo: 'set "serviceName" among the options of docker-up',
    place,
  });

export const nameConflict = (a: Named, b: Named) =>
  new PydockError({
    code: 'PYDOCK_NAME_CONFLICT',
    what: `two services have the name "${a.name}"`,
    why: `the projects ${a.project} (${a.root}) and ${b.project} (${b.root}) both give it`,
    todo: `set another "serviceName" among the options of docker-up of one of them`,
    place: b.place('serviceName'),
  });

export const portConflict = (port: number, a: Named, aOption: string, b: Named, bOption: string) =>
  new PydockError({
    code: 'PYDOCK_PORT_CONFLICT',
    what: `${a.name} and ${b.name} both publish the host port ${port}`,
    why: `${formatPlace(a.place(aOption))} and ${formatPlace(b.place(bOption))} ask for it`,
    todo: `give one of them another host port: "${port + 1}:…"`,
    place: b.place(bOption),
  });

export const dependencyUnknown = (service: Named, dependency: string, known: readonly string[]) =>
  new PydockError({
    code: 'PYDOCK_OPTION_INVALID',
    what: `${service.name} depends on "${dependency}", which is no service of this workspace`,
    why: `the services are ${known.join(', ')}`,
    todo: 'name one of them, or take it out of "dependsOn"',
    place: service.place('dependsOn'),
  });

export const volumeSourceMissing = (service: Named, source: string, option: string) =>
  new PydockError({
    code: 'PYDOCK_VOLUME_SOURCE_MISSING',
    what: `${service.name} mounts ${source}, which is not there`,
    why: 'Docker would make an empty directory owned by root in its place',
    todo: `make it, or mend the path; "./x" is relative to ${service.root}`,
    place: service.place(option),
  });

export const envFileMissing = (service: Named, path: string) =>
  new PydockError({
    code: 'PYDOCK_ENV_FILE_MISSING',
    what: `${service.name} reads its environment from ${path}, which is not there`,
    why: '"envFile" names it',
    todo: 'write the file, or take it out of "envFile"',
    place: service.place('envFile'),
  });

export const composeMissing = (detail: string) =>
  new PydockError({
    code: 'PYDOCK_COMPOSE_MISSING',
    what: 'docker compose is not installed',
    why: `pydock applies docker-compose.yml with it, and \`docker compose version\` failed: ${detail}`,
    todo: 'install the docker CLI with its compose plugin, 2.20 or newer: https://docs.docker.com/compose/install/',
  });

export const composeFailed = (command: string, exitCode: number | null, output: readonly string[]) =>
  new PydockError({
    code: 'PYDOCK_COMPOSE_FAILED',
    what: `${command} failed${exitCode === null ? '' : ` with exit code ${exitCode}`}`,
    why: output.at(-1) ?? 'it printed nothing',
    todo: 'mend what it says; what was running before still runs',
    quote: output.slice(-20),
  });

export const locked = (holder: string, file: string) =>
  new PydockError({
    code: 'PYDOCK_LOCKED',
    what: 'another pydock command has been working on this workspace for too long',
    why: `${holder} holds ${file}`,
    todo: 'wait for it or stop it, then run this again',
  });
