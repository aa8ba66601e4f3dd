import type { OptionalDependencies } from '../../python/package-managers/table';
import type { PythonProject } from '../../python/project';
import { sshClient } from '../../python/system-packages';
import { shellWord, type Step } from '../instruction-text';
import { buildPath, environmentDirectory, localPackages } from '../layout';
import { type NetworkSecretId, secretMount } from '../network-secrets';

/** pip, from outside the environment that it installs into: that one stays without it. */
export const pipInstall = (environment: string): string => `pip --python ${environment} install --compile`;

export const pipCache = '/root/.cache/pip';

/** A cache that builds running side by side would trip over. */
export const oneAtATime = (directory: string): string => `${directory},sharing=locked`;

/** The options of a step that downloads: its caches, and what a company's network asks for. */
export const downloadMounts = (caches: readonly string[], secrets: readonly NetworkSecretId[]): string[] => [
  ...caches.map((directory) => `--mount=type=cache,target=${directory}`),
  ...(['ca-bundle', 'netrc', 'index-env', ...secrets] as const).map((id) => secretMount(id)),
];

/** A step that downloads, for a project with packages from git over ssh: it signs with the host's keys, at hosts that the host knows. */
export const overSsh = ({ systemPackages }: PythonProject, step: Step): Step =>
  systemPackages.build.includes(sshClient) && step.mounts.includes(secretMount('ca-bundle'))
    ? { ...step, mounts: [...step.mounts, '--mount=type=ssh', secretMount('known-hosts')] }
    : step;

/** Files of the workspace, for one step, at their place below /src. */
export const fileMounts = (paths: readonly string[]): string[] =>
  paths.map((path) => `--mount=type=bind,source=${path},target=${buildPath(path)}`);

/** Sources, for one step. A build back end writes beside them: what it writes is dropped after the step. */
export const sourceMounts = (paths: readonly string[]): string[] =>
  fileMounts(paths).map((mount) => `${mount},rw`);

/** The manifests that are not within a directory that is mounted as a whole. */
export const outsideOf = (paths: readonly string[], directories: readonly string[]): string[] =>
  paths.filter(
    (path) => !directories.some((each) => each === '.' || path === each || path.startsWith(`${each}/`)),
  );

/** The directories of all local dependencies. */
export const localDirectories = ({ localDependencies }: PythonProject): string[] =>
  localDependencies.map(({ directory }) => directory);

/** The keys of the extras, or of the groups, that are installed. */
export const installed = (
  optional: readonly OptionalDependencies[],
  kind: OptionalDependencies['kind'],
): string[] => optional.filter((each) => each.kind === kind && each.isInstalled).map(({ key }) => key);

/** A directory for pip, with the extras of the package in it: `/src/libs/db[postgres]`. */
export const withExtras = (directory: string, extras: readonly string[]): string =>
  shellWord(`${buildPath(directory)}${extras.length > 0 ? `[${extras.join(',')}]` : ''}`);

/** The requirement for the server that the project does not bring, such as `gunicorn==27.0.1`. */
export const serverRequirement = ({ server }: PythonProject): string[] =>
  server?.install ? [`${server.name}==${server.install}`] : [];

/** Installs the server by pip, by itself, after what a lock file names. */
export const serverCommands = (project: PythonProject): string[] =>
  serverRequirement(project).map((requirement) => `${pipInstall(environmentDirectory)} ${requirement}`);

/** The options of a step that installs the server by pip as well. */
export const withServer = (project: PythonProject, mounts: readonly string[]): string[] => [
  ...new Set([...mounts, ...(project.server?.install ? downloadMounts([pipCache], ['pip-conf']) : [])]),
];

/** Installs local packages by pip: what they depend on is there, by the lock file. */
export const localPackagesCommand = (directories: readonly string[], more = ''): string =>
  `${pipInstall(environmentDirectory)} --no-deps${more} ${directories.map((each) => shellWord(buildPath(each))).join(' ')}`;

/**
 * The step that installs local packages, the project's own among them, by pip: the package manager would install them as
 * links to their sources. Null where there are none.
 * @param more options of pip
 */
export function localPackagesByPip(project: PythonProject, more = ''): Step | null {
  const packages = [...localPackages(project), ...(project.isPackage ? [project.root] : [])];
  if (packages.length === 0) return null;
  return {
    why: localPackagesWhy,
    mounts: [...downloadMounts([pipCache], ['pip-conf']), ...sourceMounts(localSources(project))],
    commands: [localPackagesCommand(packages, more)],
  };
}

/** The directories of all local sources: the project's own, where it is a package, and of its local dependencies. */
export const localSources = (project: PythonProject): string[] => [
  ...(project.isPackage ? [project.root] : []),
  ...localDirectories(project),
];

/** Compiles what the package manager leaves as source. */
export const compileCommand = `python -m compileall -q ${environmentDirectory}/lib`;

export const dependenciesWhy =
  'Dependencies before sources: an edit of a source file does not install them again.';
export const localPackagesWhy = 'Local packages, built from their sources and installed as copies.';
export const developmentWhy = 'What development needs besides.';
