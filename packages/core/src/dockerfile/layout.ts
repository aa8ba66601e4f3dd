import { posix } from 'node:path';
import type { LocalDependency, PythonProject } from '../python/project';

/** The user that a container runs as: numeric, so that Kubernetes' runAsNonRoot can check it. */
export const uid = 10001;

/** Where a project's own files lie in its image; its environment lies beside them. */
export const appDirectory = '/app';
export const environmentDirectory = '/app/.venv';

/** Where files lie that are outside the project, and where packages are built: as they do in the workspace. */
export const sourceDirectory = '/src';

/** The place in the image of a path of the workspace, where packages are built. */
export const buildPath = (path: string): string => posix.join(sourceDirectory, path);

/** The place in a running container of a path of the workspace: where a change of it must go to be seen. */
export function containerPath(project: Pick<PythonProject, 'root'>, path: string): string {
  const relative = posix.relative(project.root, path);
  return /^\.\.(\/|$)/.test(relative) ? buildPath(path) : posix.join(appDirectory, relative);
}

/** The directories of the local dependencies that are installed as packages, and not imported from their sources. */
export function localPackages(project: PythonProject): string[] {
  const imported = importedSources(project);
  return project.localDependencies
    .filter((each) => each.isPackage && !imported.includes(each))
    .map(({ directory }) => directory);
}

/** The directories, in a container, that `PYTHONPATH` must name: those that hold modules which nothing installs. */
export const importPath = (project: PythonProject): string[] =>
  project.entrypoint.importPath.map((path) => containerPath(project, posix.join(project.root, path)));

/** The same for development: local packages are found in their sources first, wherever these keep their modules. */
export function developmentPath(project: PythonProject): string[] {
  const packages = [...(project.isPackage ? [project.root] : []), ...localPackages(project)];
  const found = packages.flatMap((path) => [posix.join(path, 'src'), path]);
  return [...new Set([...importPath(project), ...found.map((path) => containerPath(project, path))])];
}

/** The local dependencies that are imported from their sources: those on the import path. */
export function importedSources(project: PythonProject): LocalDependency[] {
  const imported = project.entrypoint.importPath.map((path) => posix.join(project.root, path));
  const holds = (directory: string, path: string) => path === directory || path.startsWith(`${directory}/`);
  return project.localDependencies.filter(({ directory }) =>
    imported.some((path) => holds(directory, path) || holds(path, directory)),
  );
}

/** The name of the lock files that several projects may share. */
export const sharedLockName = 'uv.lock';

/** The file in a service's directory that lists its part of a lock file that it shares. */
export const lockPartFile = 'pydock.lock';
