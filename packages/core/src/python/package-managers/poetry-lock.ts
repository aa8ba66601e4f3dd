import { fileNamesIn, filesOf, type LockEntry, type LockFile, reachedFrom, textOf } from '../lock-file';
import { gitAt, isTable, stringsOr, type Table, tableOr } from '../manifest-values';
import { everyPython, markerReader, type PythonSet, pythonsIn } from '../markers';
import { normaliseName } from '../pep508';
import type { LockedPackage } from './table';

/**
 * What poetry.lock installs for production. Newer lock files say the groups of each package, old ones a category;
 * those between say neither, and what the direct dependencies lead to counts.
 * @param direct normalised names of the project's production dependencies
 */
export function poetryLocked(lock: LockFile, direct: readonly string[]): LockedPackage[] {
  const grouped = lock.packages.some(
    ({ value }) => value['groups'] !== undefined || value['category'] !== undefined,
  );
  const pythonsOf = markerReader();
  const reached = grouped ? null : reachedFrom(lock, direct, (value) => requiredBy(value, pythonsOf));
  return lock.packages.flatMap((entry) => {
    const { value } = entry;
    const wanted = reached ? reached.has(entry) : inMain(value) && value['optional'] !== true;
    if (!wanted || isDirectory(value)) return [];
    const pythons = markersOf(value).reduce((set, marker) => set | pythonsOf(marker), 0 as PythonSet);
    return pythons === 0 ? [] : [lockedPackage(lock, entry, pythons)];
  });
}

const inMain = (value: Table) =>
  value['groups'] === undefined ? value['category'] !== 'dev' : stringsOr(value['groups']).includes('main');

const isDirectory = (value: Table) => tableOr(value['source'])['type'] === 'directory';

const isGit = (value: Table) => tableOr(value['source'])['type'] === 'git';

// One marker for all groups, or one for each of them.
function markersOf(value: Table): string[] {
  const { markers } = value;
  if (typeof markers === 'string') return [markers];
  const main = tableOr(markers)['main'];
  return [typeof main === 'string' ? main : ''];
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
    ...filesOf(fileNamesIn(files)),
    pythons: pythonsIn(pythons),
    ...(isGit(value) && { fromGit: gitAt(textOf(tableOr(value['source'])['url'])) }),
    source: { file: lock.file, line },
  };
}
