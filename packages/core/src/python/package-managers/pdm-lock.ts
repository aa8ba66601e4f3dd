import { fileNamesIn, filesOf, type LockEntry, type LockFile, reachedFrom, textOf } from '../lock-file';
import { gitIn, stringsOr, type Table } from '../manifest-values';
import { everyPython, markerReader, type PythonSet, pythonsIn } from '../markers';
import { normaliseName, parsePep508 } from '../pep508';
import type { LockedPackage } from './table';

/**
 * What pdm.lock installs for production: the packages of the default group and of those that are installed besides where
 * it lists groups, else what the direct dependencies lead to. A package with an extra has an entry of its own that lists no files.
 * @param direct normalised names of the project's production dependencies
 * @param chosen normalised names of the extras and groups that are installed
 */
export function pdmLocked(
  lock: LockFile,
  direct: readonly string[],
  chosen: readonly string[],
): LockedPackage[] {
  const groups = ['default', ...chosen];
  const grouped = lock.packages.some(({ value }) => value['groups'] !== undefined);
  const pythonsOf = markerReader();
  const reached = grouped ? null : reachedFrom(lock, direct, (value) => requiredBy(value, pythonsOf));
  const found = new Map<string, LockedPackage>();
  for (const entry of lock.packages) {
    const { value } = entry;
    const wanted = reached
      ? reached.has(entry)
      : stringsOr(value['groups']).some((each) => groups.includes(normaliseName(each)));
    const pythons = pythonsOf(textOf(value['marker']));
    if (!wanted || pythons === 0 || typeof value['path'] === 'string') continue;
    const locked = lockedPackage(lock, entry, pythons);
    const key = `${locked.name} ${locked.version}`;
    if (!found.has(key) || locked.wheels !== null) found.set(key, locked);
  }
  return [...found.values()];
}

function requiredBy(value: Table, pythonsOf: (marker: string) => PythonSet): string[] {
  return stringsOr(value['dependencies']).flatMap((text) => {
    const stated = parsePep508(text);
    return stated && (stated.marker === '' ? everyPython : pythonsOf(stated.marker)) !== 0
      ? [stated.name]
      : [];
  });
}

function lockedPackage(lock: LockFile, { value, line }: LockEntry, pythons: PythonSet): LockedPackage {
  return {
    name: normaliseName(textOf(value['name'])),
    version: textOf(value['version']),
    ...filesOf(fileNamesIn(lock, value['files'])),
    pythons: pythonsIn(pythons),
    ...gitIn(value),
    source: { file: lock.file, line },
  };
}
