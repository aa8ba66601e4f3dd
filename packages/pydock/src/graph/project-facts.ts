import { posix } from 'node:path';
import {
  buildView,
  directDependencies,
  isWorkspaceMember,
  kindOf,
  lockPartFile,
  PydockError,
  resolveBuildOptions,
  type SourceTree,
  statesProject,
} from '@pydock/core';
import { manifestNames } from '@pydock/core/projects/manifest-names';
import { type NxTarget, nxFilesOf, statedName } from './nx-files';
import { type PluginOptions, targetNames } from './plugin-options';

/** What the project graph must know of a directory that may be a project. */
export interface ProjectFacts {
  /** The name that project.json or package.json gives it; null where neither does. */
  readonly name: string | null;
  /** Whether its manifests make it a Python project. */
  readonly isStated: boolean;
  /** Whether a workspace above it lists it as a member. */
  readonly isMember: boolean;
  /** Whether its docker-up target is stated, and run by pydock. */
  readonly isOurs: boolean;
  /** Whether its docker-up target names an image to run: then there is nothing to build. */
  readonly runsImage: boolean;
  /** The names of the configurations of its docker-up target. */
  readonly configurations: readonly string[];
  /** The local projects that it states to need, and the file that says so. */
  readonly dependencies: readonly { readonly directory: string; readonly file: string }[];
  /** What its image is built from, as inputs of a target; null where it has no Dockerfile. */
  readonly inputs: readonly string[] | null;
}

/** What facts depend on beside the files of the workspace: part of nx.json. */
export interface FactsSettings {
  readonly options: PluginOptions | undefined;
  readonly targetDefaults: Readonly<Record<string, unknown>>;
}

/**
 * Reads what there is to know of a directory with some files. What can't be read says nothing here: the commands that need it
 * tell.
 */
export function readProjectFacts(
  tree: SourceTree,
  root: string,
  found: ReadonlySet<string>,
  { options, targetDefaults }: FactsSettings,
): ProjectFacts {
  const names = targetNames(options);
  const files = nxFilesOf(tree, root);
  const [project, manifest] = files;
  const stated = (target: string) => project?.targets?.[target] ?? manifest?.nx?.targets?.[target];
  const defaults = (target: string, executor: string) =>
    (targetDefaults[executor] ?? targetDefaults[target]) as NxTarget | undefined;
  const up = stated(names.up);
  const configured = [defaults(names.up, 'pydock:up'), up].flatMap((each) =>
    Object.keys(each?.configurations ?? {}),
  );
  const builds = [defaults(names.build, 'pydock:build'), stated(names.build)];
  const source = { root, tree };
  const isOfNx = found.has('project.json') || found.has('package.json');
  const isPython = isOurs(up) || manifestNames.some((name) => found.has(name));
  const python = <Value>(read: () => Value, otherwise: Value) =>
    isPython ? readable(read, otherwise) : otherwise;
  return {
    name: statedName(files),
    isStated: isPython && isStated(tree, root),
    isMember: python(() => isWorkspaceMember(source), false),
    isOurs: isOurs(up),
    runsImage: isOurs(up) && typeof up?.options?.['image'] === 'string',
    configurations: [...new Set(configured)],
    dependencies: python(() => directDependencies(source), []).map(({ directory, source: { file } }) => ({
      directory,
      file,
    })),
    inputs:
      !isPython || !(isOfNx || found.has('Dockerfile'))
        ? null
        : readable(() => buildInputs(tree, root, builds), ['default', '^default']),
  };
}

/** Whether the manifests in a directory make it a Python project; those that can't be read do not. */
export const isStated = (tree: SourceTree, root: string): boolean =>
  readable(() => statesProject({ root, tree }), false);

// Only an executor of ours counts: another plugin may have a target of the same name.
const isOurs = (stated: NxTarget | undefined) =>
  stated !== undefined && stated.command === undefined && (stated.executor ?? 'pydock:up') === 'pydock:up';

function readable<Value>(call: () => Value, otherwise: Value): Value {
  try {
    return call();
  } catch (error) {
    if (error instanceof PydockError) return otherwise;
    throw error;
  }
}

// The project, and whatever else the build can see: by path, so that projects within it count as well.
function buildInputs(
  tree: SourceTree,
  root: string,
  builds: readonly (NxTarget | undefined)[],
): string[] | null {
  const options = Object.assign({}, ...builds.map((each) => each?.options)) as object;
  const view = buildView(tree, { root, ...resolveBuildOptions(options, root, nowhere) });
  if (view === null) return null;
  const { visible, ignoreFile, lock } = view;
  // A configuration may build another stage.
  const isFixed = builds.every((each) => Object.keys(each?.configurations ?? {}).length === 0);
  // The project's own file tells all that its image has of the lock file: then a change of that one is what counts.
  const kept = tree.read(posix.join(root, lockPartFile))?.replaceAll('\r\n', '\n');
  const told = isFixed && lock !== null && kept === lock.part ? lock.file : null;
  const files = visible.filter((path) => path !== told).map((path) => fileset(tree, path));
  const rules = ignoreFile === '.dockerignore' ? ['{workspaceRoot}/.dockerignore'] : [];
  return ['default', ...new Set([...files, ...rules])];
}

const nowhere = (option: string) => ({ file: 'project.json', option });

function fileset(tree: SourceTree, path: string): string {
  if (path === '.') return '{workspaceRoot}/**/*';
  return kindOf(tree, path) === 'directory' ? `{workspaceRoot}/${path}/**/*` : `{workspaceRoot}/${path}`;
}
