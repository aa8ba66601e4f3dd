import { posix } from 'node:path';
import { formatPlace } from '../errors';
import type { Settled, Source } from '../python/fact';
import { valueOf } from '../python/fact';
import type { Detection } from '../python/project';

/** What `pydock inspect --json` prints. Paths are relative to the inspected directory. */
export interface InspectReport {
  readonly directory: string;
  readonly name: string;
  readonly packageManager: string | null;
  readonly manifest: string;
  readonly lockfile: string | null;
  readonly python: {
    readonly version: string;
    readonly requires: string | null;
    readonly heldBackBy: string | null;
  } | null;
  readonly framework: string | null;
  readonly entrypoint: {
    readonly kind: string;
    readonly target: string;
    readonly importPath: readonly string[];
  } | null;
  readonly server: { readonly name: string; readonly install: string | null } | null;
  readonly port: number | null;
  readonly healthPath: string | null;
  readonly command: readonly string[] | null;
  readonly systemPackages: { readonly build: readonly string[]; readonly runtime: readonly string[] };
  readonly localDependencies: readonly string[];
  /** Where each fact was found: `file:line`, `option` or `default`. */
  readonly sources: Readonly<Record<string, string>>;
  readonly warnings: readonly string[];
  readonly problems: readonly {
    readonly fact: string;
    readonly code: string;
    readonly message: string;
    readonly choices: readonly string[];
  }[];
}

/** A detection as the report that people and programs read. */
export function inspectReport(directory: string, detection: Detection): InspectReport {
  const here = (path: string) => posix.relative(detection.root, path) || '.';
  const place = (source: Source) =>
    typeof source === 'string' ? source : formatPlace({ ...source, file: here(source.file) });
  return {
    directory,
    name: detection.name,
    packageManager: valueOf(detection.packageManager),
    manifest: here(detection.manifest),
    lockfile: detection.lockfile === null ? null : here(detection.lockfile),
    python: valueOf(detection.python),
    framework: valueOf(detection.framework),
    entrypoint: valueOf(detection.entrypoint),
    server: valueOf(detection.server),
    port: valueOf(detection.port),
    healthPath: detection.healthPath,
    command: detection.command,
    systemPackages: detection.systemPackages,
    localDependencies: detection.localDependencies.map(({ directory: path }) => here(path)),
    sources: sourcesOf(detection, place, here),
    warnings: detection.warnings.map(({ message, source }) => `${place(source)}: ${message}`),
    problems: detection.problems.map(({ fact, code, message, choices }) => ({
      fact,
      code,
      message,
      choices,
    })),
  };
}

function sourcesOf(detection: Detection, place: (source: Source) => string, here: (path: string) => string) {
  const { packageManager, python, framework, entrypoint, server, port, localDependencies } = detection;
  const settled: Record<string, Settled<unknown>> = {
    packageManager,
    python,
    framework,
    entrypoint,
    server,
    port,
  };
  const known = Object.entries(settled).flatMap(([fact, each]): [string, string][] =>
    'known' in each ? [[fact, place(each.known.source)]] : [],
  );
  const local = localDependencies.map(({ directory, source }): [string, string] => [
    `localDependencies ${here(directory)}`,
    place(source),
  ]);
  return Object.fromEntries([...known, ...local]);
}
