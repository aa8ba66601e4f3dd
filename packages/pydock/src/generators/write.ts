import type { Tree } from '@nx/devkit';
import { fileExists } from '@pydock/core';

/** Files to write, text by path relative to the workspace root. */
export type Files = ReadonlyMap<string, string>;

/**
 * Writes new files. One that is there with the same text is left as it is.
 * @param outdated texts that pydock gave the files before, and that nobody has edited since: these are replaced
 * @throws PydockError PYDOCK_FILE_EXISTS before anything is written, where one differs
 */
export function writeNewFiles(tree: Tree, files: Files, outdated: Files = new Map()): void {
  // Git may have given them the line ends of Windows.
  const textOf = (path: string) =>
    tree.exists(path) ? (tree.read(path, 'utf8') ?? '').replaceAll('\r\n', '\n') : null;
  const stale = new Set(
    [...files.keys()].filter((path) => outdated.has(path) && textOf(path) === outdated.get(path)),
  );
  for (const [path, text] of files) {
    const present = textOf(path);
    if (present !== null && present !== text && !stale.has(path))
      throw fileExists(path, difference(present, text));
  }
  for (const [path, text] of files)
    if (textOf(path) === null || (stale.has(path) && textOf(path) !== text)) tree.write(path, text);
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
