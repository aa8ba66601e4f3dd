import { posix } from 'node:path';

/** What tells whether a directory is a Python project. */
export interface LibraryFacts {
  /** Whether its manifests make it a Python project. */
  readonly isStated: boolean;
  /** Whether a workspace above it lists it as a member. */
  readonly isMember: boolean;
  /** The local projects that it states to need. */
  readonly dependencies: readonly { readonly directory: string }[];
}

/**
 * The directories that are Python projects without an image. One within tests or fixtures, or within another Python
 * project, is its owner's own affair, unless a project needs it, a workspace lists it, or it has a project.json. The root
 * of the workspace is none: it would own everything.
 * @param facts of all directories that may be projects
 * @param services the roots of those that have an image
 * @param isNxProject whether a directory has a project.json
 */
export function librariesOf(
  facts: ReadonlyMap<string, LibraryFacts>,
  services: readonly string[],
  isNxProject: (directory: string) => boolean,
): string[] {
  const needed = new Set(
    [...facts.values()].flatMap((each) => each.dependencies.map(({ directory }) => directory)),
  );
  const projects = new Set(services);
  const found: string[] = [];
  // Shorter paths first: a directory comes after those that it lies in.
  for (const [directory, each] of [...facts].sort(([a], [b]) => a.length - b.length)) {
    if (!each.isStated || directory === '.' || projects.has(directory)) continue;
    const isNamed = isNxProject(directory) || each.isMember || needed.has(directory);
    if (!isNamed && (isSetAside(directory) || isWithinOne(directory, projects))) continue;
    projects.add(directory);
    found.push(directory);
  }
  return found.sort();
}

const aside = /^(\..*|tests?|__tests__|(__)?fixtures?(__)?|test[-_]?data|.*\{\{.*)$/;

/** Whether a directory lies in what is tested with, hidden or a template: as a rule it is nobody's project. */
export const isSetAside = (directory: string): boolean =>
  directory !== '.' && directory.split('/').some((part) => aside.test(part));

function isWithinOne(directory: string, projects: ReadonlySet<string>): boolean {
  for (let at = posix.dirname(directory); at !== '.' && at !== '/'; at = posix.dirname(at))
    if (projects.has(at)) return true;
  return false;
}
