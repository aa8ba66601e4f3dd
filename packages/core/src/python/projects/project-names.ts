import { isSetAside } from './libraries';
import { manifestNames, requirementsFiles } from './manifest-names';

/** What a directory's name depends on. */
export interface Nameable {
  /** What project.json or package.json calls it; null where neither does. */
  readonly name: string | null;
  /** Whether its manifests make it a Python project. */
  readonly isStated: boolean;
  /** The manifests in it, and project.json, package.json and Dockerfile where they are there. */
  readonly files: ReadonlySet<string>;
}

/**
 * Tells what a project is called: as project.json or package.json say; else as its directory; where another directory that
 * is a Python project, or may be made one, is called the same, by its path, `services-api`. That depends on what lies where
 * and not on which of these are projects already: each keeps its name when another becomes one.
 * @param workspaceName what the root is called
 * @param directories all of the workspace that have one of the files
 */
export function projectNames(
  workspaceName: string,
  directories: ReadonlyMap<string, Nameable>,
): (directory: string) => string {
  const short = (directory: string) =>
    directory === '.' ? workspaceName : directory.slice(directory.lastIndexOf('/') + 1);
  const long = (directory: string) => (directory === '.' ? workspaceName : directory.replaceAll('/', '-'));
  // So that no two differ by case alone; and so Nx calls what has a project.json without a name.
  const small = (directory: string) => short(directory).toLowerCase();
  const those = (chosen: (directory: string, each: Nameable) => boolean) =>
    [...directories].flatMap(([directory, each]) => (chosen(directory, each) ? directory : []));

  const isUnnamed = (_: string, { name, files }: Nameable) => name === null && files.has('project.json');
  const unnamed = new Set(those(isUnnamed));
  const isUnnamedToo = otherOwners(unnamed, small);
  const given = (directory: string): string | null => {
    const name = directories.get(directory)?.name ?? null;
    if (name !== null || !unnamed.has(directory)) return name;
    return isUnnamedToo(small(directory), directory) ? long(directory) : small(directory);
  };
  const isTaken = otherOwners(directories.keys(), given);
  const rivals = those(isRival);
  const isLong = otherOwners(rivals, long);
  const isShort = otherOwners(rivals, small);
  const isShortOfProjects = otherOwners(
    rivals.filter((each) => !isSetAside(each)),
    small,
  );
  return (directory) => {
    const name = short(directory);
    const isRivalled = isSetAside(directory) ? isShort : isShortOfProjects;
    const isFree =
      !isTaken(name, directory) && !isLong(name, directory) && !isRivalled(small(directory), directory);
    return given(directory) ?? (isFree ? name : long(directory));
  };
}

/** Whether a directory is a service by its files: a Dockerfile lies beside a manifest. */
export const hasImage = ({ isStated, files }: Pick<Nameable, 'isStated' | 'files'>): boolean =>
  files.has('Dockerfile') &&
  // A setup.py may be none.
  (isStated || manifestNames.some((name) => name !== 'setup.py' && files.has(name)));

// The root is called as people have cloned it: it takes no name from others unless it is a service.
const isRival = (directory: string, each: Nameable) =>
  hasImage(each) ||
  (directory !== '.' && (each.isStated || requirementsFiles.some((name) => each.files.has(name))));

/** Tells whether a name is that of another directory than the one given. */
function otherOwners(
  directories: Iterable<string>,
  nameOf: (directory: string) => string | null,
): (name: string, directory: string) => boolean {
  const several = Symbol('several');
  const owners = new Map<string, string | typeof several>();
  for (const directory of directories) {
    const name = nameOf(directory);
    if (name !== null) owners.set(name, owners.has(name) ? several : directory);
  }
  return (name, directory) => (owners.get(name) ?? directory) !== directory;
}
