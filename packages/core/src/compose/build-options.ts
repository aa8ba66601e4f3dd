import { posix } from 'node:path';
import { readDockerfile } from '../dockerfile/instructions';
import { includeMissing, stageMissing } from '../messages/build';
import { argumentsReader } from './environment';
import { imageOptionNames, serviceOptionNames } from './option-names';
import { optionReaders, optionsOf, type PlaceOf, type Read, refuseUnknown } from './options';
import { secretsReader } from './secret-options';
import type { Service } from './service';
import type { StatedSecrets } from '../secrets/build-secrets';
import type { StatedSsh } from '../secrets/ssh';
import { sshReader } from './ssh-options';

const known = [...imageOptionNames, 'dryRun', 'progress'];

/** What the options of docker-build say of an image. */
export interface ImageOptions {
  /** Null for the name that the service gives it. */
  readonly image: string | null;
  /** Relative to the workspace root. */
  readonly dockerfile: string;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly buildTarget: string | null;
  readonly platform: string | null;
  /** Relative to the workspace root, normalised. */
  readonly include: readonly string[];
  readonly buildSecrets: StatedSecrets;
  readonly buildSsh: StatedSsh;
  /** Whether steps are given this machine's proxies. */
  readonly buildProxies: boolean;
  /** Addresses by host name, for the steps. */
  readonly extraHosts: Readonly<Record<string, string>>;
}

/** Reads the options of the docker-build target of the project at `root`. */
export function resolveBuildOptions(given: unknown, root: string, place: PlaceOf): ImageOptions {
  const read = optionReaders(place);
  const options = optionsOf(given, place);
  refuseUnknown(options, known, place, '', { target: 'docker-up', names: serviceOptionNames });
  const optional = <Value>(name: string, reader: Read<Value>): Value | null =>
    options[name] === undefined || options[name] === null ? null : reader(options[name], name);
  const inside = (from: string) => (value: unknown, option: string) => {
    const path = read.text(value, option);
    const joined = posix.join(from, path).replace(/(.)\/$/, '$1');
    if (posix.isAbsolute(path) || /^\.\.(\/|$)/.test(joined))
      throw read.fail(value, option, 'a relative path that stays inside the workspace');
    return joined;
  };
  return {
    image: optional('image', read.text),
    dockerfile: optional('dockerfile', inside(root)) ?? posix.join(root, 'Dockerfile'),
    buildArgs: optional('args', argumentsReader(place)) ?? {},
    buildTarget: optional('target', read.text),
    platform: optional('platform', read.text),
    include: optional('include', read.list(inside('.'))) ?? [],
    buildSecrets: optional('secrets', secretsReader(root, place)) ?? { usual: true, byId: {} },
    buildSsh: optional('ssh', sshReader(root, place)) ?? { usual: true, byId: {} },
    buildProxies: optional('proxies', read.flag) ?? true,
    extraHosts: optional('extraHosts', argumentsReader(place)) ?? {},
  };
}

/**
 * Refuses options of docker-build that name what is not there: a stage, a path of the workspace.
 * @param exists whether a path relative to the workspace root is there
 * @throws PydockError PYDOCK_OPTION_INVALID, PYDOCK_INCLUDE_MISSING
 */
export function refuseMissing(
  { name, buildTarget, include, buildPlace }: Service,
  dockerfileText: string,
  exists: (path: string) => boolean,
): void {
  const { stages } = readDockerfile(dockerfileText);
  const isStage = (target: string) =>
    stages.includes(target.toLowerCase()) || (/^\d+$/.test(target) && Number(target) < stages.length);
  // What has no stage is no Dockerfile at all: the engine says so.
  if (buildTarget !== null && stages.length > 0 && !isStage(buildTarget))
    throw stageMissing(name, buildTarget, stages, buildPlace('target'));
  const missing = include.findIndex((path) => !exists(path));
  if (missing !== -1) throw includeMissing(name, include[missing] ?? '', buildPlace(`include[${missing}]`));
}
