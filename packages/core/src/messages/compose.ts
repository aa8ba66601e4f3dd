import { formatPlace, type Place, PydockError } from '../errors';
import { nearest } from '../nearest';

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
    why: 'a service name is part of an image name: lower-case letters and digits, with "_", "." or "-" between them',
    todo: 'choose another "serviceName" among the options of docker-up',
    place,
  });

export const nameConflict = (a: Named, b: Named) =>
  new PydockError({
    code: 'PYDOCK_NAME_CONFLICT',
    what: `two services have the name "${a.name}"`,
    why: `the projects ${a.project} (${a.root}) and ${b.project} (${b.root}) both give it`,
    todo: 'set another "serviceName" among the options of docker-up of one of them',
    place: b.place('serviceName'),
  });

export const portConflict = (port: number, a: Named, aOption: string, b: Named, bOption: string) =>
  new PydockError({
    code: 'PYDOCK_PORT_CONFLICT',
    what:
      a.name === b.name
        ? `${a.name} publishes the host port ${port} twice`
        : `${a.name} and ${b.name} both publish the host port ${port}`,
    why: `${formatPlace(a.place(aOption))} and ${formatPlace(b.place(bOption))} ask for it`,
    todo: `give one of them another host port, such as ${port < 65535 ? port + 1 : port - 1}`,
    place: b.place(bOption),
  });

export function dependencyUnknown(service: Named, dependency: string, known: readonly string[]) {
  const near = nearest(dependency, known);
  return new PydockError({
    code: 'PYDOCK_OPTION_INVALID',
    what: `${service.name} depends on "${dependency}", which is no service of this workspace`,
    why: `the services are ${known.join(', ')}`,
    todo: near ? `did you mean "${near}"?` : 'name one of them, or take it out of "dependsOn"',
    place: service.place('dependsOn'),
  });
}

export const dependencyCycle = (service: Named, path: readonly string[]) =>
  new PydockError({
    code: 'PYDOCK_OPTION_INVALID',
    what: `${service.name} waits for itself`,
    why: `each of ${path.join(' -> ')} depends on the next, so that none can start first`,
    todo: 'take one of these dependencies out of "dependsOn" or, where Nx found it, out of the project graph',
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
    why: composeReason(output),
    todo: 'mend what it says',
    quote: output.slice(-20),
  });

// The first line that is neither a warning nor progress.
function composeReason(output: readonly string[]): string {
  const lines = output.map((line) => line.trim()).filter((line) => line !== '');
  const noise = /level=warning|^(Container|Network|Volume|Image) \S+ +\w/;
  return lines.find((line) => !noise.test(line)) ?? lines.at(-1) ?? 'it printed nothing';
}

export const locked = (holder: string, file: string) =>
  new PydockError({
    code: 'PYDOCK_LOCKED',
    what: 'another pydock command has been working on this workspace for too long',
    why: `${holder} holds ${file}`,
    todo: 'wait for it or stop it, then run this again',
  });

export const composeOutOfDate = (file: string) =>
  new PydockError({
    code: 'PYDOCK_COMPOSE_OUT_OF_DATE',
    what: `${file} is not what the project graph says`,
    why: 'options or projects changed since it was written, or it was edited by hand',
    todo: 'run nx sync, or any docker-compose target, and commit the file',
    place: { file },
  });

export const composeFileForeign = (file: string) =>
  new PydockError({
    code: 'PYDOCK_COMPOSE_FILE_FOREIGN',
    what: `${file} was not written by pydock`,
    why: 'pydock keeps its services in that file, and never overwrites one of yours',
    todo: `rename yours, or move its services into options of docker-up ("compose" takes anything that Compose knows)`,
    place: { file },
  });

export const projectTaken = (project: string, directory: string, container: string) =>
  new PydockError({
    code: 'PYDOCK_PROJECT_TAKEN',
    what: `the Compose project "${project}" is another workspace's`,
    why: `the container ${container} was started from ${directory}, and this workspace would take its place`,
    todo: 'run docker-down there first, or give this workspace another name: "composeProject" among the options of pydock in nx.json, or the environment variable COMPOSE_PROJECT_NAME',
  });
