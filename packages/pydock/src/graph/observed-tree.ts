import type { SourceTree } from '@pydock/core';

/** A tree that reads each path once, and knows which were looked at. */
export interface ObservedTree extends SourceTree {
  /** The paths looked at since this was last called. */
  taken(): string[];
}

/** @param exists called whenever a path is looked at, before it is: whether anything is there */
export function observedTree(tree: SourceTree, exists: (path: string) => boolean): ObservedTree {
  const texts = new Map<string, () => string | null>();
  const lists = new Map<string, ReturnType<SourceTree['list']>>();
  let looked = new Set<string>();
  const look = (path: string) => {
    looked.add(path);
    return exists(path);
  };
  return {
    read: (path) => {
      if (!look(path)) return null;
      const known = texts.get(path) ?? outcomeOf(() => tree.read(path));
      texts.set(path, known);
      return known();
    },
    list: (directory) => {
      if (!look(directory)) return [];
      const known = lists.get(directory) ?? tree.list(directory);
      lists.set(directory, known);
      return known;
    },
    taken: () => {
      const paths = [...looked];
      looked = new Set();
      return paths;
    },
  };
}

function outcomeOf<Value>(call: () => Value): () => Value {
  try {
    const value = call();
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}
