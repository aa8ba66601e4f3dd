import { type SourceTree, treeOf } from '../python/source-tree';

/** A tree from texts by path, each text a list of lines or one string. */
export const tree = (files: Readonly<Record<string, string | readonly string[]>>): SourceTree =>
  treeOf(
    new Map(
      Object.entries(files).map(([path, text]) => [path, typeof text === 'string' ? text : text.join('\n')]),
    ),
  );
