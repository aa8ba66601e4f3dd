import type { Tree } from '@nx/devkit';
import { fileExists } from '@pydock/core';

/** Files to write, text by path relative to the workspace root. */
export type Files = ReadonlyMap<string, string>;

/**
 * Writes new files. One that is there with the same text is left as it is.
 * @throws PydockError PYDOCK_FILE_EXISTS before anything is written, where one differs
 */
export function writeNewFiles(tree: Tree, files: Files): void {
  for (const [path, text] of files) {
    const present = tree.exists(path) ? tree.read(path, 'utf8') : null;
    // Git may have given it the line ends of Windows.
    const same = present?.replaceAll('\r\n', '\n') === text;
    if (present !== null && !same) throw fileExists(path, difference(present, text));
  }
  for (const [path, text] of files) if (!tree.exists(path)) tree.write(path, text);
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
