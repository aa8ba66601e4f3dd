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
  /** Where the first Python package that needs each of them stands; left out where none does. */
  readonly sources?: Readonly<Record<'build' | 'runtime', Readonly<Record<string, Place>>>>;
}

/**
 * What a project's packages need of Debian, sorted. Compilers and headers only where a package has no wheel for Linux:
 * the lock file tells, or its row.
 * @param python `major.minor`; without it a wheel of any CPython counts
 * @param compiled names of packages that no lock file tells of, and that have no wheel for that Python
 */
export function systemPackages(
  manifest: Manifest,
  python: string | null = null,
  compiled: readonly string[] = [],
): SystemPackages {
  const build = new Map<string, Place>();
  const runtime = new Map<string, Place>();
  const need = (needed: Map<string, Place>, name: string, place: Place) =>
    needed.set(name, needed.get(name) ?? place);
  for (const { name, locked, place } of installed(manifest, python)) {
    const row = rowOf(name, manifest);
    const needed = compiled.includes(name) ? compilersOf(row) : buildOf(row, locked, python);
    for (const each of row?.runtime ?? []) need(runtime, each, place);
    for (const each of needed) need(build, each, place);
  }
  for (const each of [...manifest.requirements, ...manifest.locked.filter(fitting(python))]) {
    const from = fromGit(each);
    if (from !== null) need(build, 'git', each.source);
    if (from === 'ssh') need(build, sshClient, each.source);
  }
  const sources = { build: Object.fromEntries(build), runtime: Object.fromEntries(runtime) };
  return {
    build: [...build.keys()].sort(),
    runtime: [...runtime.keys()].sort(),
    ...(build.size + runtime.size > 0 && { sources }),
  };
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
  return row || wheels.length > 0 ? compilersOf(row) : [];
}

const compilersOf = (row: SystemPackageRow | null) => row?.build ?? ['g++', 'gcc', 'libc6-dev'];

// Poetry clones by itself, but asks git where a repository wants credentials; so do build back ends for the version.
function fromGit(each: Requirement | LockedPackage): FromGit | null {
  if (each.fromGit) return each.fromGit;
  const [, address] = ('specifier' in each && /^@?\s*(git\+.*)/.exec(each.specifier)) || [];
  return address === undefined ? null : gitAt(address);
}

/** What git reaches a repository over ssh with. A project that needs it signs with the host's keys. */
export const sshClient = 'openssh-client';
