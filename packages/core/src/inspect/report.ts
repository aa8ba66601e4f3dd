import { posix } from 'node:path';
import { formatPlace } from '../errors';
import { type Settled, type Source, valueOf } from '../python/fact';
import type { Detection } from '../python/project';
import type { SystemPackages } from '../python/system-packages';

/** What `pydock inspect --json` prints. Paths are relative to the inspected directory. */
export interface InspectReport {
  readonly directory: string;
  readonly packageManager: string | null;
  readonly manifest: string | null;
  readonly lockfile: string | null;
  readonly python: {
    readonly version: string;
    readonly requires: string | null;
    readonly heldBackBy: string | null;
  } | null;
  readonly framework: string | null;
  readonly entrypoint: { readonly kind: string; readonly target: string } | null;
  /** Null for what needs none. */
  readonly server: string | null;
  readonly port: number | null;
  /** The path that answers a health check; null where any answer will do. */
  readonly healthPath: string | null;
  readonly command: readonly string[] | null;
  readonly systemPackages: { readonly build: readonly string[]; readonly runtime: readonly string[] };
  readonly localDependencies: readonly string[];
  /** Those that are installed, null where that is to be settled; left out where the project has none. */
  readonly extras?: readonly string[] | null;
  readonly groups?: readonly string[] | null;
  /** Where each fact was found: `file:line`, `option` or `default`; none for a fact among the problems. */
  readonly sources: Readonly<Record<string, string>>;
  readonly warnings: readonly string[];
  readonly problems: readonly InspectProblem[];
}

/** A fact that can't be settled; it is null in the report. */
export interface InspectProblem {
  readonly fact: string;
  readonly code: string;
  readonly message: string;
  readonly choices: readonly string[];
}

/**
 * A detection as the report that programs read.
 * @param from the directory that paths are relative to: the project's own, where nothing else is said
 */
export function inspectReport(
  directory: string,
  detection: Detection,
  from: string = detection.root,
): InspectReport {
  const here = (path: string) => posix.relative(from, path) || '.';
  const place = (source: Source) =>
    typeof source === 'string'
      ? source
      : formatPlace({ ...source, file: here(source.file), line: source.line ?? 1 });
  const entrypoint = valueOf(detection.entrypoint);
  const { systemPackages, localDependencies } = detection;
  const { manifest, lockfile } = filesOf(detection);
  return {
    directory,
    packageManager: valueOf(detection.packageManager),
    manifest: manifest === null ? null : here(manifest),
    lockfile: lockfile === null ? null : here(lockfile),
    python: valueOf(detection.python),
    framework: valueOf(detection.framework),
    entrypoint: entrypoint && { kind: entrypoint.kind, target: entrypoint.target },
    server: valueOf(detection.server)?.name ?? null,
    port: valueOf(detection.port),
    healthPath: detection.healthPath,
    command: detection.command,
    systemPackages: { build: systemPackages.build, runtime: systemPackages.runtime },
    localDependencies: localDependencies.map((each) => here(each.directory)),
    ...optionalIn(detection),
    sources: sourcesOf(detection, place, here),
    warnings: detection.warnings.map(({ message, source }) => `${place(source)}: ${message}`),
    problems: problemsOf(detection, here),
  };
}

const kinds = { extras: 'extra', groups: 'group' } as const;
type OptionalFact = keyof typeof kinds;

// The facts that the project has: extras, groups, both or none.
const optionalFacts = ({ optional }: Detection): OptionalFact[] =>
  (['extras', 'groups'] as const).filter((fact) => optional.some(({ kind }) => kind === kinds[fact]));

const installedOf = ({ optional }: Detection, fact: OptionalFact) =>
  optional.filter(({ kind, isInstalled }) => kind === kinds[fact] && isInstalled);

const optionalIn = (detection: Detection): { [Fact in OptionalFact]?: readonly string[] | null } =>
  Object.fromEntries(
    optionalFacts(detection).map((fact) => [
      fact,
      detection.problems.some((each) => each.fact === fact)
        ? null
        : installedOf(detection, fact).map(({ name }) => name),
    ]),
  );

function optionalSources(detection: Detection, place: (source: Source) => string): [string, string][] {
  return optionalFacts(detection)
    .filter((fact) => !detection.problems.some((each) => each.fact === fact))
    .map((fact) => [fact, place(installedOf(detection, fact)[0]?.source ?? 'default')]);
}

const isOpen = ({ problems }: Detection, fact: string) => problems.some((each) => each.fact === fact);

// Two package managers may read two files: then neither is the one.
const filesOf = (detection: Detection) => ({
  manifest: isOpen(detection, 'manifest') ? null : detection.manifest,
  lockfile: isOpen(detection, 'lockfile') ? null : detection.lockfile,
});

function sourcesOf(detection: Detection, place: (source: Source) => string, here: (path: string) => string) {
  const { packageManager, python, framework, entrypoint, port, localDependencies } = detection;
  const { manifest, lockfile } = filesOf(detection);
  const settled: Readonly<Record<string, Settled<unknown>>> = { packageManager, python, framework };
  const started: Readonly<Record<string, Settled<unknown>>> = { entrypoint, port, command: entrypoint };
  const known = (each: Readonly<Record<string, Settled<unknown>>>) =>
    Object.entries(each).flatMap(([fact, value]): [string, string][] =>
      'known' in value ? [[fact, place(value.known.source)]] : [],
    );
  return Object.fromEntries([
    ...known(settled),
    ...(manifest === null ? [] : [['manifest', place({ file: manifest })] as const]),
    ...(isOpen(detection, 'lockfile')
      ? []
      : [['lockfile', lockfile === null ? 'default' : place({ file: lockfile })] as const]),
    ...known(started),
    ...systemSources(detection.systemPackages).map(([fact, source]): [string, string] => [
      fact,
      place(source),
    ]),
    ['localDependencies', place(localDependencies[0]?.source ?? 'default')],
    ...localDependencies.map(({ directory, source }): [string, string] => [
      `localDependencies ${here(directory)}`,
      place(source),
    ]),
    ...optionalSources(detection, place),
  ]);
}

// `systemPackages.build.libpq-dev`, each by itself; the first of them stands for all.
function systemSources({ build, runtime, sources }: SystemPackages): [string, Source][] {
  const each = (of: 'build' | 'runtime', names: readonly string[]) =>
    names.map((name): [string, Source] => [`systemPackages.${of}.${name}`, sources?.[of][name] ?? 'default']);
  const all = [...each('build', build), ...each('runtime', runtime)];
  return [['systemPackages', all[0]?.[1] ?? 'default'], ...all];
}

// The command follows from the entry point, and can't be told without it.
function problemsOf({ problems }: Detection, here: (path: string) => string): InspectProblem[] {
  const told = problems.map(({ fact, code, message, choices }) => ({
    fact,
    code,
    message,
    choices: fact === 'manifest' || fact === 'lockfile' ? choices.map(here) : choices,
  }));
  const unstarted = told.find(({ fact }) => fact === 'entrypoint');
  return unstarted ? [...told, { ...unstarted, fact: 'command' }] : told;
}
