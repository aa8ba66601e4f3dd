import { parse, TomlError } from 'smol-toml';
import { fileUnreadable } from '../messages/project';
import { refuseUnbounded } from './bounds';
import { cutFiles, namesInText } from './lock-files-cut';
import { isTable, type Table } from './manifest-values';
import { fileNameOf } from './paths';
import { normaliseName } from './pep508';
import { readOnce } from './read-once';

/** A lock file in TOML: its tables as they are, and each `[[package]]` with the line where it begins. */
export interface LockFile {
  readonly file: string;
  readonly text: string;
  readonly value: Table;
  readonly packages: readonly LockEntry[];
  /** The lists of files that were cut out, by the string that stands for each. */
  readonly lists: ReadonlyMap<string, string>;
}

export interface LockEntry {
  readonly value: Table;
  readonly line: number;
}

/** Reads a lock file of a tree; null where there is none. */
export const readLockFile = readOnce(parseLockFile);

/** @throws PydockError PYDOCK_FILE_UNREADABLE */
export function parseLockFile(file: string, text: string): LockFile {
  const { text: bare, lists } = cutFiles(text.replaceAll('\r\n', '\n'));
  const value = parseLock(file, bare);
  const lines = linesOf(text);
  const packages = Array.isArray(value['package']) ? value['package'] : [];
  return {
    file,
    text,
    value,
    lists,
    packages: packages.flatMap((entry: unknown, index) =>
      isTable(entry) ? [{ value: entry, line: lines[index] ?? 1 }] : [],
    ),
  };
}

function parseLock(file: string, text: string): Table {
  refuseUnbounded(file, text, 'lock');
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof TomlError)
      throw fileUnreadable(
        { file, line: error.line },
        `it is not TOML: ${(error.message.split('\n')[0] ?? '').trim()}`,
      );
    throw fileUnreadable({ file, line: 1 }, 'it is nested too deeply');
  }
}

function linesOf(text: string): number[] {
  const lines: number[] = [];
  let line = 0;
  for (let at = 0; at !== -1;) {
    line += 1;
    if (text.startsWith('[[package]]', at)) lines.push(line);
    const end = text.indexOf('\n', at);
    at = end === -1 ? -1 : end + 1;
  }
  return lines;
}

const byName = new WeakMap<LockFile, ReadonlyMap<string, readonly LockEntry[]>>();

/** The packages of a lock file by normalised name; one that forks has several of a name. */
export function packagesByName(lock: LockFile): ReadonlyMap<string, readonly LockEntry[]> {
  const known = byName.get(lock);
  if (known) return known;
  const named = new Map<string, LockEntry[]>();
  byName.set(lock, named);
  for (const entry of lock.packages) {
    const name = normaliseName(textOf(entry.value['name']));
    named.set(name, [...(named.get(name) ?? []), entry]);
  }
  return named;
}

/** The names in a list of files, whether it was cut out or has still tables with a URL or a path. */
export function fileNamesIn({ lists }: LockFile, list: unknown): string[] {
  if (typeof list === 'string') return namesInText(lists.get(list) ?? '');
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown) => {
    if (typeof item === 'string') return [item];
    if (!isTable(item)) return [];
    const stated = [item['filename'], item['file'], item['url'], item['path']].find(
      (each) => typeof each === 'string',
    );
    return typeof stated === 'string' ? [fileNameOf(stated)] : [];
  });
}

/** What a package's files say: its wheels, and whether there is a source beside them. */
export function filesOf(names: readonly string[]): { wheels: readonly string[] | null; hasSource: boolean } {
  const wheels = names.filter((name) => name.endsWith('.whl'));
  return {
    wheels: names.length === 0 ? null : wheels,
    hasSource: names.length === 0 || wheels.length < names.length,
  };
}

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * The packages that some names lead to.
 * @param direct normalised names
 * @param requiredBy the normalised names that a package requires
 */
export function reachedFrom(
  lock: LockFile,
  direct: readonly string[],
  requiredBy: (value: Table) => readonly string[],
): ReadonlySet<LockEntry> {
  const named = packagesByName(lock);
  const reached = new Set<LockEntry>();
  const names = [...direct];
  for (let name = names.pop(); name !== undefined; name = names.pop())
    for (const entry of named.get(name) ?? []) {
      if (reached.has(entry)) continue;
      reached.add(entry);
      names.push(...requiredBy(entry.value));
    }
  return reached;
}
