import type { SourceTree } from './source-tree';

interface Read<Value> {
  readonly text: string;
  /** The value, or what the parser threw. */
  readonly outcome: () => Value;
}

/**
 * Makes a reader that parses a file of a tree once for as long as its text stays the same: several package managers
 * look at the same manifest, and all members of a workspace at the same lock file.
 */
export function readOnce<Value>(
  parse: (file: string, text: string) => Value,
): (tree: SourceTree, file: string) => Value | null {
  const trees = new WeakMap<SourceTree, Map<string, Read<Value>>>();
  return (tree, file) => {
    const text = tree.read(file);
    if (text === null) return null;
    const files = trees.get(tree) ?? new Map<string, Read<Value>>();
    trees.set(tree, files);
    const before = files.get(file);
    if (before?.text === text) return before.outcome();
    const read = { text, outcome: outcomeOf(() => parse(file, text)) };
    files.set(file, read);
    return read.outcome();
  };
}

/** Calls once: what it gives or throws comes again whenever it is asked for. */
export function outcomeOf<Value>(call: () => Value): () => Value {
  try {
    const value = call();
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}
