import { posix } from 'node:path';
import { readDockerfile } from '../dockerfile/instructions';
import { volumeDirsArg } from '../dockerfile/render';
import { imageNameInvalid } from '../messages/backing';
import { nameInvalid } from '../messages/compose';
import { volumeTargetUnsafe } from '../messages/options';
import { resolveBuildOptions } from './build-options';
import { resolveConnection } from './connection';
import { environmentReader } from './environment';
import { resolveHealthcheck } from './healthcheck';
import { imageOptionNames, serviceOptionNames } from './option-names';
import { optionReaders, optionsOf, type PlaceOf, refuseUnknown } from './options';
import { parsePortMapping } from './ports';
import { resolveSecrets } from './secrets';
import type { Connections, Service } from './service';
import { parseMemory } from './units';
import { parseVolumeMount, refuseSameTargets, type VolumeMount } from './volumes';

/** What is known of a service before its options are read. */
export interface ServiceSource {
  readonly project: string;
  readonly root: string;
  /** The Compose project's name: the first part of the image's. */
  readonly composeProject: string;
  /** Options of the docker-up target, its configuration merged in. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Options of the docker-build target. */
  readonly buildOptions: Readonly<Record<string, unknown>>;
  /** Services that the Nx graph says it depends on. */
  readonly graphDependencies: readonly string[];
  /** Null where it can't be read: only a build misses it. */
  readonly dockerfileText: string | null;
  readonly place: PlaceOf;
  readonly buildPlace: PlaceOf;
}

const megabyte = 2 ** 20;

/** The limits that a service has unless it asks for others; `false` removes one. */
export const defaultLimits = { memory: 512 * megabyte, cpus: 1, pids: 256 } as const;

const known = [...serviceOptionNames, 'dryRun', 'timeout', 'progress'];

/** The service name that a project's name gives: `@acme/api` is `acme-api`, `größe` is `grosse`. */
export const serviceNameOf = (project: string): string =>
  project
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, (run) => (/^(\.|__?|-+)$/.test(run) ? run : '-'))
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '');

/**
 * Settles a service from its options, the image's and the graph's facts.
 * @throws PydockError with the path of the option at fault
 */
export function resolveService(source: ServiceSource): Service {
  const { place, root } = source;
  const read = optionReaders(place);
  const options = optionsOf(source.options, place);
  refuseUnknown(options, known, place, '', { target: 'docker-build', names: imageOptionNames });
  const optional: Optional = (name, reader, fallback) =>
    options[name] === undefined || options[name] === null ? fallback : reader(options[name], name);
  const name = serviceName(source.project, optional('serviceName', read.text, null), place);
  const volumes = volumesOf(optional, source);
  const runs = optional('image', imageReader(place), null);
  const secrets = resolveSecrets(options['secrets'], name, root, place);
  const { image, ...build } = resolveBuildOptions(source.buildOptions, root, source.buildPlace);
  const dockerfile = readDockerfile(source.dockerfileText ?? '', build.buildArgs, build.buildTarget);
  const namesDirs = dockerfile.args.includes(volumeDirsArg) && !(volumeDirsArg in build.buildArgs);
  const ownArgs = namesDirs ? volumeDirs(volumes, place) : {};
  const healthcheck = resolveHealthcheck(options['healthcheck'], place);
  const dependencies = optional('dependsOn', read.list(read.text), []);
  return {
    ...build,
    image: runs ?? image ?? `${source.composeProject}-${name}`,
    builds: runs === null,
    buildArgs: { ...ownArgs, ...build.buildArgs },
    name,
    project: source.project,
    root,
    ports: optional('ports', read.list(portReader(place)), []),
    volumes,
    environment: optional('environment', environmentReader(place), {}),
    envFile: [optional('envFile', read.textOrList, [])].flat().map((path) => envFilePath(path, root)),
    secrets,
    connection: resolveConnection(options['connection'], secrets, place),
    connections: optional('connections', connectionsReader(place), 'environment'),
    ...limitsOf(options, optional, place),
    restart: optional('restart', read.oneOf(restartPattern, restartExpected), null),
    command: optional('command', read.command, null),
    user: optional('user', userReader(place), null),
    readOnly: optional('readOnly', read.flag, false),
    init: optional('init', read.flag, true),
    noNewPrivileges: optional('noNewPrivileges', read.flag, true),
    capDrop: optional('capDrop', read.list(read.text), ['ALL']),
    capAdd: optional('capAdd', read.list(read.text), []),
    healthcheck,
    checksHealth: !healthcheck.disable && (healthcheck.test !== null || dockerfile.healthcheck),
    dependsOn: [...new Set([...source.graphDependencies, ...dependencies])].sort(),
    compose: optional('compose', read.record, {}),
    place,
    buildPlace: source.buildPlace,
  };
}

/** Reads an option, or takes the fallback where it is not set; null in JSON means not set. */
type Optional = <Value, Fallback>(
  name: string,
  reader: (value: unknown, option: string) => Value,
  fallback: Fallback,
) => Value | Fallback;

function serviceName(project: string, given: string | null, place: PlaceOf): string {
  const name = given ?? serviceNameOf(project);
  if (!/^[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*$/.test(name))
    throw nameInvalid(given ?? project, place('serviceName'));
  return name;
}

function volumesOf(optional: Optional, { root, place }: ServiceSource): VolumeMount[] {
  const read = optionReaders(place);
  const each = (value: unknown, option: string) => parseVolumeMount(value, root, place(option));
  const volumes = optional('volumes', read.list(each), []);
  refuseSameTargets(volumes, place);
  return volumes;
}

const portReader = (place: PlaceOf) => (value: unknown, option: string) =>
  parsePortMapping(value, place(option));

function limitsOf(options: Readonly<Record<string, unknown>>, optional: Optional, place: PlaceOf) {
  const read = optionReaders(place);
  const limit = (name: keyof typeof defaultLimits, reader: (value: unknown, option: string) => number) =>
    options[name] === false ? null : optional(name, reader, defaultLimits[name]);
  const orNone = ', or false for no limit';
  return {
    memory: limit('memory', (value, option) => parseMemory(value, place(option))),
    cpus: limit('cpus', read.positive(orNone)),
    pids: limit('pids', read.count(orNone)),
  };
}

const restartPattern = /^(no|always|unless-stopped|on-failure(:\d+)?)$/;
const restartExpected = '"no", "always", "unless-stopped", "on-failure" or "on-failure:3"';

const userReader = (place: PlaceOf) => (value: unknown, option: string) => {
  const read = optionReaders(place);
  const isId = typeof value === 'number' && Number.isInteger(value) && value >= 0;
  if (typeof value !== 'string' && !isId)
    throw read.fail(value, option, 'a user such as 10001 or "10001:10001"');
  return read.text(String(value), option);
};

const imageReader = (place: PlaceOf) => (value: unknown, option: string) => {
  const image = optionReaders(place).text(value, option);
  if (/\s/.test(image)) throw imageNameInvalid(image, place(option));
  return image;
};

const connectionsReader = (place: PlaceOf) => (value: unknown, option: string) =>
  optionReaders(place).oneOf(/^(environment|files|none)$/, '"environment", "files" or "none"')(
    value,
    option,
  ) as Connections;

const envFilePath = (path: string, root: string) =>
  posix.isAbsolute(path)
    ? path
    : /^\.\.?(\/|$)/.test(path) || !path.includes('/')
      ? posix.join(root, path)
      : posix.normalize(path);

/** The directories of named volumes, for the Dockerfile to make its user their owner: words of a shell's command line. */
function volumeDirs(volumes: readonly VolumeMount[], place: PlaceOf): Record<string, string> {
  const targets = volumes.flatMap(({ kind, target }, index) => {
    if (kind !== 'volume') return [];
    if (!/^[\p{L}\p{N}\p{M}/._@%+=:,-]+$/u.test(target))
      throw volumeTargetUnsafe(target, place(`volumes[${index}]`));
    return [target];
  });
  return targets.length > 0 ? { [volumeDirsArg]: [...new Set(targets)].sort().join(' ') } : {};
}
