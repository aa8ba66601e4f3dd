import { posix } from 'node:path';
import type {
  CreateDependencies,
  CreateDependenciesContext,
  DependencyType,
  RawProjectGraphDependency,
} from '@nx/devkit';
import { manifestNames, manifestOf } from '@pydock/core/projects/manifest-names';
import { settingsOf } from './create-nodes';
import { directoriesOf, knownAgain } from './known-projects';
import type { PluginOptions } from './plugin-options';

/** Tells Nx which projects need which by a local path or as members of one workspace, and the file that says so. */
export const createDependencies: CreateDependencies<PluginOptions> = async (options, context) => {
  const { projects, workspaceRoot, nxJsonConfiguration } = context;
  const byRoot = new Map(
    Object.entries(projects).map(([name, { root }]) => [posix.normalize(root || '.'), name]),
  );
  const files = Object.values(context.fileMap.projectFileMap).flatMap((each) =>
    each.flatMap(({ file }) => (byRoot.has(manifestOf(file)?.directory ?? '') ? file : [])),
  );
  const settings = settingsOf(options, nxJsonConfiguration);
  const facts = await knownAgain(workspaceRoot, directoriesOf(files), settings);
  return [...facts].flatMap(([root, { dependencies }]) => {
    const source = byRoot.get(root);
    if (source === undefined) return [];
    const filesOf = fileIndex(context, source);
    const found = new Map<string, RawProjectGraphDependency>();
    for (const { directory, file } of dependencies) {
      const target = projectAt(byRoot, directory);
      if (target === undefined || target === source || found.has(`${target} ${file}`)) continue;
      const ownManifest = () => manifestNames.map((name) => posix.join(root, name)).find(filesOf);
      const sourceFile = filesOf(file) ? file : ownManifest();
      found.set(`${target} ${file}`, dependency(source, target, sourceFile));
    }
    return [...found.values()];
  });
};

// The project in a directory, or the nearest above it; all lies in the root, so that it must be named itself.
function projectAt(byRoot: ReadonlyMap<string, string>, directory: string): string | undefined {
  for (let at = directory; at !== '.' && at !== '..' && at !== '/'; at = posix.dirname(at)) {
    const found = byRoot.get(at);
    if (found !== undefined) return found;
  }
  return directory === '.' ? byRoot.get('.') : undefined;
}

// Nx refuses a source file that it does not count to the project, or to none.
function fileIndex({ fileMap }: CreateDependenciesContext, project: string): (file: string) => boolean {
  let own: Set<string> | undefined;
  return (file) => {
    own ??= new Set((fileMap.projectFileMap[project] ?? []).map((each) => each.file));
    return own.has(file) || fileMap.nonProjectFiles.some((each) => each.file === file);
  };
}

const dependency = (
  source: string,
  target: string,
  sourceFile: string | undefined,
): RawProjectGraphDependency =>
  sourceFile === undefined
    ? { source, target, type: 'implicit' as DependencyType.implicit }
    : { source, target, sourceFile, type: 'static' as DependencyType.static };
