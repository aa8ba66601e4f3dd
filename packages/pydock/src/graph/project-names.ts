import { basename, posix } from 'node:path';
import type { ProjectFacts } from './project-facts';

/**
 * Names for projects: the one in project.json or package.json, else the directory's; where another project has that, the
 * path with hyphens.
 * @param roots the projects to be named
 * @param facts of these, and of every directory that may be a project of somebody else
 * @param isNxProject whether Nx makes a directory a project by its project.json
 */
export function projectNames(
  workspaceRoot: string,
  roots: readonly string[],
  facts: ReadonlyMap<string, ProjectFacts>,
  isNxProject: (directory: string) => boolean,
): ReadonlyMap<string, string> {
  const short = (directory: string) => basename(directory === '.' ? workspaceRoot : directory);
  const named = new Set(roots);
  const taken = new Set<string>();
  for (const [directory, { name }] of facts) {
    if (name !== null) taken.add(name);
    // Nx names it itself, after its directory in small letters.
    else if (!named.has(directory) && isNxProject(directory)) taken.add(short(directory).toLowerCase());
  }
  const unnamed = roots.filter((root) => facts.get(root)?.name == null);
  const shorts = new Map<string, number>();
  for (const root of unnamed) shorts.set(short(root), (shorts.get(short(root)) ?? 0) + 1);
  const nameOf = (root: string) => {
    const name = short(root);
    return !taken.has(name) && shorts.get(name) === 1 ? name : pathName(root, workspaceRoot);
  };
  return new Map(roots.map((root) => [root, facts.get(root)?.name ?? nameOf(root)]));
}

const pathName = (root: string, workspaceRoot: string) =>
  root === '.' ? basename(workspaceRoot) : posix.normalize(root).replaceAll('/', '-');
