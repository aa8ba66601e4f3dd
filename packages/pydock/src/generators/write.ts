import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tree } from '@nx/devkit';
import { fileExists, type Files, fileStates } from '@pydock/core';

/** Where files are written: the tree of a generator, or the disk once it has ended. */
export interface Shelf {
  read(path: string): string | null;
  write(path: string, text: string): void;
}

export const treeShelf = (tree: Tree): Shelf => ({
  read: (path) => (tree.exists(path) ? (tree.read(path, 'utf8') ?? '') : null),
  write: (path, text) => tree.write(path, text),
});

export const diskShelf = (workspaceRoot: string): Shelf => ({
  read: (path) =>
    existsSync(join(workspaceRoot, path)) ? readFileSync(join(workspaceRoot, path), 'utf8') : null,
  write: (path, text) => writeFileSync(join(workspaceRoot, path), text),
});

/**
 * Writes new files. One that is there with the same text is left as it is.
 * @param before texts that pydock gave the files before: where nobody has edited them since, they are replaced
 * @throws PydockError PYDOCK_FILE_EXISTS before anything is written, where one differs
 */
export function writeNewFiles(tree: Tree, files: Files, before?: Files): void {
  const shelf = treeShelf(tree);
  const { missing, outdated, edited } = fileStates(files, shelf.read, before);
  const [first] = edited;
  if (first !== undefined)
    throw fileExists(first, difference(shelf.read(first) ?? '', files.get(first) ?? ''));
  for (const path of [...missing, ...outdated]) shelf.write(path, files.get(path) ?? '');
}

/**
 * Brings files that nobody has edited up to what pydock writes now; one that is not there stays away.
 * @param before what it wrote before the project changed
 * @returns those that were edited, or made with other options, and would be different now
 */
export function refreshFiles(shelf: Shelf, now: Files, before: Files): readonly string[] {
  const changed = new Map([...now].filter(([path, text]) => before.get(path) !== text));
  const { outdated, edited } = fileStates(changed, shelf.read, before);
  for (const path of outdated) shelf.write(path, changed.get(path) ?? '');
  return edited;
}

/** The lines that two texts do not share, `-` for what is there and `+` for what would be, in order. */
export function difference(present: string, wanted: string): string[] {
  const [before, after] = [linesOf(present), linesOf(wanted)];
  const common = commonLines(before, after);
  const lines: string[] = [];
  let [i, j] = [0, 0];
  for (const [a, b] of [...common, [before.length, after.length] as const]) {
    while (i < a) lines.push(`- ${before[i++] ?? ''}`);
    while (j < b) lines.push(`+ ${after[j++] ?? ''}`);
    [i, j] = [i + 1, j + 1];
  }
  return lines;
}

const linesOf = (text: string) => text.trimEnd().split(/\r?\n/);

// Longest common subsequence: pairs of line numbers.
function commonLines(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const row = lengths[i];
      if (row) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}
