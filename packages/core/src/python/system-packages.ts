import type { Place } from '../errors';
import { type FromGit, gitAt } from './manifest-values';
import type { LockedPackage, Manifest, Requirement } from './package-managers/table';
import { pythonMinors } from './python-releases';
import { type SystemPackageRow, systemPackageRows } from './system-package-rows';
import { wheelFits } from './wheels';

/** Debian packages that a project needs beside Python's own. */
export interface SystemPackages {
  /** In the builder stage alone: compilers, headers. */
  readonly build: readonly string[];
  /** In the runtime stage: shared libraries, programs. */
  readonly runtime: readonly string[];
  /** Where the first package that needs something stands; left out where none does. */
  readonly source?: Place;
}

/**
 * What a project's packages need of Debian, sorted. Compilers and headers only where a package has no wheel for Linux:
 * the lock file tells, or its row.
 * @param python `major.minor`; without it a wheel of any CPython counts
 */
export function systemPackages(manifest: Manifest, python: string | null = null): SystemPackages {
  const build = new Set<string>();
  const runtime = new Set<string>();
  let source: Place | undefined;
  for (const { name, locked, place } of installed(manifest, python)) {
    const row = rowOf(name, manifest);
    const needed = buildOf(row, locked, python);
    for (const each of row?.runtime ?? []) runtime.add(each);
    for (const each of needed) build.add(each);
    if (needed.length > 0 || row?.runtime.length) source ??= place;
  }
  const all = [...manifest.requirements, ...manifest.locked.filter(fitting(python))];
  const git = all.find((each) => fromGit(each) !== null);
  if (git) build.add('git');
  if (all.some((each) => fromGit(each) === 'ssh')) build.add(sshClient);
  source ??= git?.source;
  return { build: [...build].sort(), runtime: [...runtime].sort(), ...(source && { source }) };
}

/** A package that will be there, the one version of it that a lock file has for a Python, and where it is asked for. */
interface Installed {
  readonly name: string;
  readonly locked: LockedPackage | null;
  readonly place: Place;
}

function installed({ requirements, locked }: Manifest, python: string | null): Installed[] {
  const found = new Map<string, Installed>();
  for (const each of locked.filter(fitting(python)))
    found.set(each.name, { name: each.name, locked: each, place: each.source });
  for (const { name, source } of requirements) {
    const known = found.get(name);
    // The project itself comes before what it depends on.
    if (known?.locked === null) continue;
    if (known || !locked.some((each) => each.name === name))
      found.set(name, { name, locked: known?.locked ?? null, place: source });
  }
  const psycopg = requirements.find(isPsycopgC);
  if (psycopg && !found.has('psycopg-c'))
    found.set('psycopg-c', { name: 'psycopg-c', locked: null, place: psycopg.source });
  return [...found.values()];
}

const fitting =
  (python: string | null) =>
  ({ pythons }: LockedPackage) =>
    python === null || !pythons || pythons.includes(python);

const isPsycopgC = ({ name, extras }: Requirement) => name === 'psycopg' && extras.includes('c');

// What has its library inside needs none of Debian's.
const bundled: Readonly<Record<string, string>> = { psycopg: 'psycopg-binary', pyvips: 'pyvips-binary' };

// What another package always brings along, and needs its program only for a feature of its own.
const alongWith: Readonly<Record<string, string>> = { pydub: 'gradio' };

function rowOf(name: string, manifest: Manifest): SystemPackageRow | null {
  const { requirements, locked, lockfile } = manifest;
  const has = (wanted: string) => [...requirements, ...locked].some((each) => each.name === wanted);
  const binary = bundled[name];
  const isInside =
    binary !== undefined &&
    (has(binary) || requirements.some((each) => each.name === name && each.extras.includes('binary')));
  const other = alongWith[name];
  // A file of pins does not tell what is asked for from what comes along.
  const isAskedFor = lockfile !== null && requirements.some((each) => each.name === name);
  const isAlong = other !== undefined && has(other) && !isAskedFor;
  return isInside || isAlong ? null : (systemPackageRows.find(({ of }) => of.includes(name)) ?? null);
}

// A package with wheels, but none for this Python on Linux, is compiled; one without any is, unless its row says so, Python.
function buildOf(
  row: SystemPackageRow | null,
  locked: LockedPackage | null,
  python: string | null,
): readonly string[] {
  const wheels = locked?.wheels ?? null;
  if (wheels === null) return row?.sourceOnly ? row.build : [];
  const minors = python === null ? pythonMinors : [python];
  if (wheels.some((wheel) => minors.some((minor) => wheelFits(wheel, minor)))) return [];
  if (row) return row.build;
  return wheels.length > 0 ? ['g++', 'gcc', 'libc6-dev'] : [];
}

// Poetry clones by itself, but asks git where a repository wants credentials; so do build back ends for the version.
function fromGit(each: Requirement | LockedPackage): FromGit | null {
  if (each.fromGit) return each.fromGit;
  const [, address] = ('specifier' in each && /^@?\s*(git\+.*)/.exec(each.specifier)) || [];
  return address === undefined ? null : gitAt(address);
}

/** What git reaches a repository over ssh with. A project that needs it signs with the host's keys. */
export const sshClient = 'openssh-client';
