import { posix } from 'node:path';
import { readDockerfile } from '../dockerfile/instructions';
import { volumeDirsArg } from '../dockerfile/render';
import { nameInvalid } from '../messages/compose';
import { environmentReader } from './environment';
import { resolveHealthcheck } from './healthcheck';
import { optionReaders, type PlaceOf, refuseUnknown } from './options';
import { parsePortMapping } from './ports';
import type { Service } from './service';
import { parseSize } from './units';
import { parseVolumeMount, type VolumeMount } from './volumes';

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

const serviceOptions = [
  ...[
    'serviceName',
    'ports',
    'volumes',
    'environment',
    'envFile',
    'memory',
    'cpus',
    'pids',
    'restart',
    'command',
  ],
  ...[
    'user',
    'readOnly',
    'init',
    'noNewPrivileges',
    'capDrop',
    'capAdd',
    'healthcheck',
    'dependsOn',
    'compose',
  ],
];
const runOptions = ['dryRun', 'timeout'];
const buildOptionNames = ['dockerfile', 'image', 'args', 'target', 'platform', 'include', 'dryRun'];

/** The service name that a project's name gives: `@acme/api` is `acme-api`. */
export const serviceNameOf = (project: string): string =>
  project
    .toLowerCase()
    .replace(/^@/, '')
    .replace(/[^a-z0-9_.-]+/g, '-')
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '');

/**
 * Settles a service from its options, the image's and the graph's facts.
 * @throws PydockError with the path of the option at fault
 */
export function resolveService(source: ServiceSource): Service {
  const { options, place, root } = source;
  const read = optionReaders(place);
  refuseUnknown(options, [...serviceOptions, ...runOptions], place);
  const optional = <Value>(
    name: string,
    reader: (value: unknown, option: string) => Value,
    fallback: Value,
  ): Value =>
    options[name] === undefined || options[name] === null ? fallback : reader(options[name], name);
  const limit = (name: keyof typeof defaultLimits, reader: (value: unknown, option: string) => number) =>
    options[name] === false ? null : optional(name, reader, defaultLimits[name]);
  const name = serviceName(source);
  const volumes = optional(
    'volumes',
    read.list((value, option) => parseVolumeMount(value, root, place(option))),
    [],
  );
  const check = resolveHealthcheck(options['healthcheck'], place);
  const dockerfile = readDockerfile(source.dockerfileText ?? '');
  const image = build(source, name);
  const ownArgs = dockerfile.args.includes(volumeDirsArg) ? volumeDirs(volumes) : {};
  return {
    ...image,
    buildArgs: { ...ownArgs, ...image.buildArgs },
    name,
    project: source.project,
    root,
    ports: optional(
      'ports',
      read.list((value, option) => parsePortMapping(value, place(option))),
      [],
    ),
    volumes,
    environment: optional('environment', environmentReader(place), {}),
    envFile: [optional<string | string[]>('envFile', read.textOrList, [])]
      .flat()
      .map((path) => envFilePath(path, root)),
    memory: limit('memory', (value, option) => parseSize(value, place(option))),
    cpus: limit('cpus', read.positive),
    pids: limit('pids', read.count),
    restart: optional('restart', read.oneOf(restartPattern, restartExpected), null),
    command: optional('command', read.textOrList, null),
    user: optional(
      'user',
      (value, option) => read.text(typeof value === 'number' ? String(value) : value, option),
      null,
    ),
    readOnly: optional('readOnly', read.flag, false),
    init: optional('init', read.flag, true),
    noNewPrivileges: optional('noNewPrivileges', read.flag, true),
    capDrop: optional('capDrop', read.list(read.text), ['ALL']),
    capAdd: optional('capAdd', read.list(read.text), []),
    healthcheck: check,
    checksHealth: !check.disable && (check.test !== null || dockerfile.healthcheck),
    dependsOn: [
      ...new Set([...source.graphDependencies, ...optional('dependsOn', read.list(read.text), [])]),
    ].sort(),
    compose: optional('compose', read.record, {}),
    place,
  };
}

const restartPattern = /^(no|always|unless-stopped|on-failure(:\d+)?)$/;
const restartExpected = '"no", "always", "unless-stopped", "on-failure" or "on-failure:3"';

function serviceName({ options, project, place }: ServiceSource): string {
  const given = options['serviceName'];
  const name = typeof given === 'string' ? given : serviceNameOf(project);
  if (!/^[a-z0-9][a-z0-9_.-]*$/.test(name)) throw nameInvalid(name, place('serviceName'));
  return name;
}

function build(source: ServiceSource, name: string) {
  const { buildOptions: options, buildPlace: place, root } = source;
  const read = optionReaders(place);
  refuseUnknown(options, buildOptionNames, place);
  const text = (option: string) => (options[option] == null ? null : read.text(options[option], option));
  const args = options['args'] == null ? {} : read.record(options['args'], 'args');
  const include = options['include'] == null ? [] : read.list(read.text)(options['include'], 'include');
  return {
    image: text('image') ?? `${source.composeProject}-${name}`,
    dockerfile: posix.join(root, text('dockerfile') ?? 'Dockerfile'),
    buildArgs: Object.fromEntries(Object.entries(args).map(([key, value]) => [key, String(value)])),
    buildTarget: text('target'),
    platform: text('platform'),
    include: include.map((path) => posix.normalize(path).replace(/\/$/, '')),
  };
}

const envFilePath = (path: string, root: string) =>
  posix.isAbsolute(path)
    ? path
    : /^\.\.?(\/|$)/.test(path) || !path.includes('/')
      ? posix.join(root, path)
      : posix.normalize(path);

/** The directories of named volumes, for the Dockerfile to make its user their owner. */
function volumeDirs(volumes: readonly VolumeMount[]): Record<string, string> {
  const targets = volumes.flatMap((mount) => (mount.kind === 'volume' ? [mount.target] : []));
  return targets.length > 0 ? { [volumeDirsArg]: [...new Set(targets)].sort().join(' ') } : {};
}
