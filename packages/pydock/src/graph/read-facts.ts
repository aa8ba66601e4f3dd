// By itself: the whole of the engine takes long to load.
import { diskTree } from '@pydock/engine/source-tree';
import type { Directories } from './known-projects';
import type { Marks } from './marks';
import { observedTree } from './observed-tree';
import { type FactsSettings, type ProjectFacts, readProjectFacts } from './project-facts';

/** Reads directories of a workspace on disk; with the paths that each was read from. */
export function readFacts(
  workspaceRoot: string,
  directories: Directories,
  settings: FactsSettings,
  marks: Marks,
): { found: Map<string, ProjectFacts>; from: Map<string, string[]> } {
  // Marked before it is read: what changes in between is read again the next time.
  const tree = observedTree(diskTree(workspaceRoot), marks);
  const found = new Map<string, ProjectFacts>();
  const from = new Map<string, string[]>();
  for (const [directory, names] of directories) {
    found.set(directory, readProjectFacts(tree, directory, names, settings));
    from.set(directory, tree.taken());
  }
  return { found, from };
}
