import { posix } from 'node:path';
import { PydockError, type SourceTree, tried } from '@pydock/core';
import { parse } from 'jsonc-parser';

/** What project.json or package.json says of a project, as far as it matters here. */
export interface NxFile {
  readonly name?: string;
  readonly targets?: Readonly<Record<string, NxTarget>>;
  readonly nx?: { readonly targets?: Readonly<Record<string, NxTarget>> };
}

/** A target as project.json, package.json or nx.json states it. */
export interface NxTarget {
  readonly executor?: string;
  readonly command?: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly configurations?: object;
}

/** The project.json and package.json of a directory; null for one that is not there, or is no JSON: Nx tells of that. */
export const nxFilesOf = (tree: SourceTree, root: string): readonly (NxFile | null)[] =>
  ['project.json', 'package.json'].map((name) => readNxFile(tree, posix.join(root, name)));

// With comments, as Nx reads it.
function readNxFile(tree: SourceTree, file: string): NxFile | null {
  const text = tried(() => tree.read(file));
  if (text === null || text instanceof PydockError) return null;
  const value: unknown = parse(text, [], { allowTrailingComma: true });
  return typeof value === 'object' ? (value as NxFile | null) : null;
}

/** The name that project.json or package.json gives a project; null where neither does. */
export const statedName = (files: readonly (NxFile | null)[]): string | null =>
  files.map((each) => each?.name).find((name) => typeof name === 'string' && name !== '') ?? null;
