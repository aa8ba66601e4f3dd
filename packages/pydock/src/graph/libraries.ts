import { posix } from 'node:path';
import type { Directories } from './known-projects';
import type { ProjectFacts } from './project-facts';

/**
 * The directories that are Python projects without an image. One within tests or fixtures, or within another Python
 * project, is its owner's own affair, unless a project needs it, a workspace lists it, or it has a project.json. The root
 * of the Nx workspace is none: it would own everything.
 * @param services the roots of those that have an image
 */
export function librariesOf(
  directories: Directories,
  facts: ReadonlyMap<string, ProjectFacts>,
  services: readonly string[],
): string[] {
  const needed = new Set(
    [...facts.values()].flatMap((each) => each.dependencies.map(({ directory }) => directory)),
  );
  const projects = new Set(services);
  const found: string[] = [];
  // Shorter paths first: a directory comes after those that it lies in.
  for (const directory of [...directories.keys()].sort((a, b) => a.length - b.length)) {
    const each = facts.get(directory);
    if (!each?.isStated || directory === '.' || projects.has(directory)) continue;
    const isNamed = directories.get(directory)?.has('project.json') || each.isMember || needed.has(directory);
    if (!isNamed && (isSetAside(directory) || isWithinOne(directory, projects))) continue;
    projects.add(directory);
    found.push(directory);
  }
  return found.sort();
}

const aside = /^(\..*|tests?|__tests__|(__)?fixtures?(__)?|test[-_]?data|.*\{\{.*)$/;
const isSetAside = (directory: string) => directory.split('/').some((part) => aside.test(part));

function isWithinOne(directory: string, projects: ReadonlySet<string>): boolean {
  for (let at = posix.dirname(directory); at !== '.' && at !== '/'; at = posix.dirname(at))
    if (projects.has(at)) return true;
  return false;
}
