import { posix } from 'node:path';
import { fileNamesIn, filesOf, type LockEntry, type LockFile, packagesByName, textOf } from '../lock-file';
import { gitIn, isTable, type Table, tableOr } from '../manifest-values';
import { everyPython, markerReader, type PythonSet, pythonsIn } from '../markers';
import { normaliseName } from '../pep508';
import type { Asked, LockedPackage } from './table';

interface Step {
  readonly entry: LockEntry;
  /** Empty for the package's own dependencies. */
  readonly extra: string;
  readonly pythons: PythonSet;
}

/**
 * What uv.lock installs for one of its members: the packages that its production dependencies lead to, on Linux.
 * @param member the directory of the member relative to that of the lock file, `.` for the same
 * @param name the member's name, for a lock file that does not list the directory
 * @param chosen the member's extras and groups that are installed, by normalised name
 */
export function uvLocked(
  lock: LockFile,
  member: string,
  name: string | null,
  chosen: Pick<Asked, 'extras' | 'groups'>,
): LockedPackage[] {
  const byName = packagesByName(lock);
  const root =
    localPackages(lock).get(posix.normalize(member)) ??
    (name === null ? undefined : byName.get(name)?.find(({ value }) => directoryOf(value) !== null));
  if (!root) return [];
  const reached = walk(root, byName, chosen);
  return lock.packages.flatMap((entry) => {
    const pythons = reached.get(entry);
    return pythons === undefined || directoryOf(entry.value) !== null
      ? []
      : [lockedPackage(lock, entry, pythons)];
  });
}

const locals = new WeakMap<LockFile, ReadonlyMap<string, LockEntry>>();

/** The local packages of a lock file by directory, relative to that of the lock file. */
export function localPackages(lock: LockFile): ReadonlyMap<string, LockEntry> {
  const found =
    locals.get(lock) ??
    new Map(
      lock.packages.flatMap((entry) => {
        const directory = directoryOf(entry.value);
        return directory === null ? [] : [[directory, entry] as const];
      }),
    );
  locals.set(lock, found);
  return found;
}

/** The directory of a local package of a lock file, relative to that of the lock file; null where it has none of that name. */
export function localDirectory(lock: LockFile, name: string): string | null {
  const entries = packagesByName(lock).get(name) ?? [];
  return entries.map(({ value }) => directoryOf(value)).findLast((directory) => directory !== null) ?? null;
}

function walk(
  root: LockEntry,
  byName: ReadonlyMap<string, readonly LockEntry[]>,
  { extras: chosen, groups }: Pick<Asked, 'extras' | 'groups'>,
): Map<LockEntry, PythonSet> {
  const readMarker = markerReader();
  const seen = new Map<LockEntry, Map<string, PythonSet>>();
  const steps: Step[] = ['', ...chosen].map((extra) => ({ entry: root, extra, pythons: everyPython }));
  const follow = (edges: readonly Table[], all: PythonSet) => {
    for (const edge of edges) {
      const pythons = all & readMarker(textOf(edge['marker']));
      if (pythons === 0) continue;
      for (const entry of entriesOf(edge, byName))
        for (const extra of ['', ...extrasOf(edge)]) steps.push({ entry, extra, pythons });
    }
  };
  follow(groupsOf(root, groups), everyPython);
  for (let step = steps.pop(); step; step = steps.pop()) {
    const extras = seen.get(step.entry) ?? new Map<string, PythonSet>();
    seen.set(step.entry, extras);
    const before = extras.get(step.extra) ?? 0;
    if ((before | step.pythons) === before) continue;
    extras.set(step.extra, before | step.pythons);
    follow(dependenciesOf(step.entry, step.extra), step.pythons);
  }
  return new Map(
    [...seen].map(([entry, extras]) => [entry, [...extras.values()].reduce((a, b) => a | b, 0)]),
  );
}

/** What some of a package's groups depend on. */
export const groupsOf = ({ value }: LockEntry, names: readonly string[]): Table[] =>
  Object.entries(tableOr(value['dev-dependencies'])).flatMap(([name, edges]) =>
    names.includes(normaliseName(name)) && Array.isArray(edges) ? edges.filter(isTable) : [],
  );

/** What a package depends on: by itself, or for one of its extras. */
export function dependenciesOf({ value }: LockEntry, extra: string): Table[] {
  const edges = extra === '' ? value['dependencies'] : tableOr(value['optional-dependencies'])[extra];
  return Array.isArray(edges) ? edges.filter(isTable) : [];
}

/** Which of several versions is meant is said by the edge; where it says nothing there is one. */
export function entriesOf(
  edge: Table,
  byName: ReadonlyMap<string, readonly LockEntry[]>,
): readonly LockEntry[] {
  const named = byName.get(normaliseName(textOf(edge['name']))) ?? [];
  const version = edge['version'];
  return version === undefined ? named : named.filter(({ value }) => value['version'] === version);
}

/** The extras that an edge asks for. */
export const extrasOf = (edge: Table): string[] =>
  Array.isArray(edge['extra'])
    ? edge['extra'].filter((extra): extra is string => typeof extra === 'string')
    : [];

/** The directory of a local package: a member, or one that a path source names. Null for any other. */
export function directoryOf(value: Table): string | null {
  const source = tableOr(value['source']);
  const path = [source['editable'], source['virtual'], source['directory']].find(
    (each) => typeof each === 'string',
  );
  return typeof path === 'string' ? posix.normalize(path).replace(/(.)\/$/, '$1') : null;
}

function lockedPackage(lock: LockFile, { value, line }: LockEntry, pythons: PythonSet): LockedPackage {
  const wheels = fileNamesIn(lock, value['wheels']);
  const sources = value['sdist'] === undefined ? [] : fileNamesIn(lock, [value['sdist']]);
  const { wheels: listed } = filesOf([...wheels, ...sources]);
  return {
    name: normaliseName(textOf(value['name'])),
    version: textOf(value['version']),
    wheels: listed,
    hasSource: value['sdist'] !== undefined || wheels.length === 0,
    pythons: pythonsIn(pythons),
    ...gitIn(tableOr(value['source'])),
    source: { file: lock.file, line },
  };
}
