import { outcomeOf, type SourceTree, type TreeEntry } from '@pydock/core';

/** A tree that reads each path once, and knows which were looked at. */
export interface ObservedTree extends SourceTree {
  /** The paths looked at since this was last called. */
  taken(): string[];
}

/** What is told of the paths that are looked at. */
export interface Observer {
  /** Called before a path is looked at: whether anything is there. */
  exists(path: string): boolean;
  /** Called with what a directory holds. */
  listed(directory: string, entries: readonly TreeEntry[]): void;
}

/** @param observer is told of each path, whenever it is looked at */
export function observedTree(tree: SourceTree, observer: Observer): ObservedTree {
  const texts = new Map<string, () => string | null>();
  const lists = new Map<string, readonly TreeEntry[]>();
  let looked = new Set<string>();
  const look = (path: string) => {
    looked.add(path);
    return observer.exists(path);
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
      const known = lists.get(directory);
      if (known) return known;
      const entries = tree.list(directory);
      lists.set(directory, entries);
      observer.listed(directory, entries);
      return entries;
    },
    taken: () => {
      const paths = [...looked];
      looked = new Set();
      return paths;
    },
  };
}
