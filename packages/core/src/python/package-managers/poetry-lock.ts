import { fileNamesIn, filesOf, type LockEntry, type LockFile, reachedFrom, textOf } from '../lock-file';
import { gitAt, isTable, stringsOr, type Table, tableOr } from '../manifest-values';
import { everyPython, markerReader, type PythonSet, pythonsIn } from '../markers';
import { normaliseName } from '../pep508';
import type { LockedPackage, OptionalDependencies } from './table';

/**
 * What poetry.lock installs for production. Newer lock files say the groups of each package, old ones a category;
 * those between say neither, and what the direct dependencies lead to counts.
 * @param direct normalised names of the project's production dependencies
 * @param chosen the extras and groups that are installed
 */
export function poetryLocked(
  lock: LockFile,
  direct: readonly string[],
  chosen: readonly OptionalDependencies[],
): LockedPackage[] {
  const grouped = lock.packages.some(
    ({ value }) => value['groups'] !== undefined || value['category'] !== undefined,
  );
  const pythonsOf = markerReader();
  const from = (names: readonly string[]) =>
    reachedFrom(lock, names, (value) => requiredBy(value, pythonsOf));
  const reached = grouped ? null : from(direct);
  const extras = chosen.filter(({ kind }) => kind === 'extra');
  const optional = from(extras.flatMap(({ requirements }) => requirements.map(({ name }) => name)));
  const groups = ['main', ...chosen.filter(({ kind }) => kind === 'group').map(({ name }) => name)];
  return lock.packages.flatMap((entry) => {
    const { value } = entry;
    const wanted = reached
      ? reached.has(entry)
      : isIn(groups, value) && (value['optional'] !== true || optional.has(entry));
    if (!wanted || isDirectory(value)) return [];
    const pythons = markersOf(value, groups).reduce((set, marker) => set | pythonsOf(marker), 0 as PythonSet);
    return pythons === 0 ? [] : [lockedPackage(lock, entry, pythons)];
  });
}

const isIn = (groups: readonly string[], value: Table) =>
  value['groups'] === undefined
    ? groups.includes(textOf(value['category']) || 'main')
    : stringsOr(value['groups']).some((each) => groups.includes(normaliseName(each)));

const isDirectory = (value: Table) => tableOr(value['source'])['type'] === 'directory';

const isGit = (value: Table) => tableOr(value['source'])['type'] === 'git';

// One marker for all groups, or one for each of them.
function markersOf(value: Table, groups: readonly string[]): string[] {
  const { markers } = value;
  if (typeof markers === 'string') return [markers];
  const stated = tableOr(markers);
  const within = stringsOr(value['groups']).filter((each) => groups.includes(normaliseName(each)));
  return (within.length > 0 ? within : ['main']).map((group) => textOf(stated[group]));
}

const requiredBy = (value: Table, pythonsOf: (marker: string) => PythonSet): string[] =>
  Object.entries(tableOr(value['dependencies'])).flatMap(([required, stated]) =>
    isInstalled(stated, pythonsOf) ? [normaliseName(required)] : [],
  );

// What an extra brings is in the lock file as well: too much is better than too little.
const isInstalled = (stated: unknown, pythonsOf: (marker: string) => PythonSet): boolean =>
  Array.isArray(stated)
    ? stated.some((each) => isInstalled(each, pythonsOf))
    : !isTable(stated) ||
      (typeof stated['markers'] === 'string' ? pythonsOf(stated['markers']) : everyPython) !== 0;

function lockedPackage(lock: LockFile, { value, line }: LockEntry, pythons: PythonSet): LockedPackage {
  const name = textOf(value['name']);
  const files = value['files'] ?? tableOr(tableOr(lock.value['metadata'])['files'])[name];
  return {
    name: normaliseName(name),
    version: textOf(value['version']),
    ...filesOf(fileNamesIn(lock, files)),
    pythons: pythonsIn(pythons),
    ...(isGit(value) && { fromGit: gitAt(textOf(tableOr(value['source'])['url'])) }),
    source: { file: lock.file, line },
  };
}
