import type { SourceTree } from './source-tree';

interface Read {
  readonly text: string;
  readonly value: unknown;
}

/**
 * Makes a reader that parses a file of a tree once for as long as its text stays the same: several package managers
 * look at the same manifest, and all members of a workspace at the same lock file.
 */
export function readOnce<Value>(
  parse: (file: string, text: string) => Value,
): (tree: SourceTree, file: string) => Value | null {
  const trees = new WeakMap<SourceTree, Map<string, Read & { readonly value: Value }>>();
  return (tree, file) => {
    const text = tree.read(file);
    if (text === null) return null;
    const files = trees.get(tree) ?? new Map<string, Read & { readonly value: Value }>();
    trees.set(tree, files);
    const before = files.get(file);
    if (before?.text === text) return before.value;
    const value = parse(file, text);
    files.set(file, { text, value });
    return value;
  };
}
