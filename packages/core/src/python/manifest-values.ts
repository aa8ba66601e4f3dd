import { PydockError } from '../errors';
import { manifestValueInvalid } from '../messages/manifests';
import { fileUnreadable } from '../messages/project';
import { refuseUnbounded } from './bounds';
import { readOnce } from './read-once';
import { parseToml, type TomlDocument } from './toml';

export type KeyPath = readonly (string | number)[];
export type Table = Readonly<Record<string, unknown>>;

/** Reads a TOML manifest of a tree; null where there is none. */
export const readToml = readOnce((file, text) => {
  refuseUnbounded(file, text, 'manifest');
  try {
    const document = parseToml(file, text);
    if (/(^|\/)pyproject\.toml$/.test(file)) for (const path of tables) tableAt(document, path);
    return document;
  } catch (error) {
    if (error instanceof PydockError) throw error;
    // The parser's stack is not endless.
    throw fileUnreadable({ file, line: 1 }, 'it is nested too deeply');
  }
});

// What stands there instead of a table, no package manager can read either.
const tables: readonly KeyPath[] = [
  ['project'],
  ['build-system'],
  ['dependency-groups'],
  ['tool'],
  ...['uv', 'poetry', 'pdm'].map((tool) => ['tool', tool]),
  ['tool', 'uv', 'workspace'],
];

export const isTable = (value: unknown): value is Table =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

/** A table, or an empty one where the value is no table: for what pydock can do without. */
export const tableOr = (value: unknown): Table => (isTable(value) ? value : {});

/** How a git repository is reached: over ssh, which asks for a key, or some other way. */
export type FromGit = true | 'ssh';

/** The same by its address: `ssh://git@host/x`, `git+ssh://…`, or git's own `git@host:x`. */
export const gitAt = (address: string): FromGit =>
  /^(?:git\+)?ssh:\/\/|^[\w.-]+@[\w.-]+:(?!\/\/)/.test(address.trim()) ? 'ssh' : true;

/** What a table says of where a package comes from: `{ git = "https://..." }`. */
export const gitIn = (table: Table): { fromGit?: FromGit } =>
  typeof table['git'] === 'string' ? { fromGit: gitAt(table['git']) } : {};

/** The strings among the items of a list; empty where the value is no list: for what pydock can do without. */
export const stringsOr = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

/** @throws PydockError PYDOCK_REQUIREMENTS_INVALID where there is something else at the path */
export function stringAt(document: TomlDocument, path: KeyPath): string | null {
  const value = document.get(path);
  if (value === undefined) return null;
  if (typeof value === 'string') return value;
  throw manifestValueInvalid(document.place(path), path.join('.'), 'a string');
}

/** @throws PydockError PYDOCK_REQUIREMENTS_INVALID where there is something else at the path */
export function stringsAt(document: TomlDocument, path: KeyPath): readonly string[] {
  const value = document.get(path);
  if (value === undefined) return [];
  if (!Array.isArray(value))
    throw manifestValueInvalid(document.place(path), path.join('.'), 'a list of strings');
  return value.map((item: unknown, index) => {
    if (typeof item === 'string') return item;
    throw manifestValueInvalid(document.place([...path, index]), path.join('.'), 'a list of strings');
  });
}

/** @throws PydockError PYDOCK_REQUIREMENTS_INVALID where there is something else at the path */
export function tableAt(document: TomlDocument, path: KeyPath): Table {
  const value = document.get(path);
  if (value === undefined) return {};
  if (isTable(value)) return value;
  throw manifestValueInvalid(document.place(path), path.join('.'), 'a table');
}
