import { basename, posix } from 'node:path';
import { glob, readNxJson, type Tree } from '@nx/devkit';
import { type Nameable, projectNames } from '@pydock/core/projects/project-names';
import { settingsOf } from '../graph/create-nodes';
import { directoriesOf, projectFiles } from '../graph/known-projects';
import { nameable } from '../graph/nameable';
import { nxFilesOf, statedName } from '../graph/nx-files';
import { pluginOptions } from '../graph/plugin-options';
import { isStated, readProjectFacts } from '../graph/project-facts';
import { projectRoots } from '../graph/project-roots';
import { nxTree } from './nx-tree';
import { schemaOf } from './project-json';

/** What the directories of a workspace are called, as the graph will have it. */
export interface WorkspaceNames {
  readonly directories: ReadonlyMap<string, Nameable>;
  /** The name of any directory, of one to come too. */
  readonly nameOf: (directory: string) => string;
}

/** Reads what names depend on, with what a generator has written so far. */
export function workspaceNames(tree: Tree): WorkspaceNames {
  const source = nxTree(tree);
  const found = directoriesIn(tree);
  const facts = new Map(
    [...found.keys()].map((root) => [
      root,
      { name: statedName(nxFilesOf(source, root)), isStated: isStated(source, root) },
    ]),
  );
  const directories = nameable(found, facts);
  return { directories, nameOf: projectNames(basename(tree.root), directories) };
}

const directoriesIn = (tree: Tree) => directoriesOf(glob(tree, [projectFiles]));

/** The directories that the graph has for projects though no project.json or package.json gives them a name. */
export function unnamedProjects(tree: Tree, { directories }: WorkspaceNames): readonly string[] {
  const [source, found] = [nxTree(tree), directoriesIn(tree)];
  const nxJson = readNxJson(tree) ?? {};
  const settings = settingsOf(pluginOptions(nxJson), nxJson);
  const facts = new Map(
    [...found].map(([root, files]) => [root, readProjectFacts(source, root, files, settings)]),
  );
  const { services, libraries } = projectRoots(found, facts);
  return [...services, ...libraries].filter((root) => directories.get(root)?.name === null);
}

/** Writes down the names of projects that would be called otherwise, now that a directory of the same name is there. */
export function keepNames(tree: Tree, before: WorkspaceNames): void {
  const after = workspaceNames(tree);
  const isChanged = (root: string) => before.nameOf(root) !== after.nameOf(root);
  if (![...before.directories.keys()].some(isChanged)) return;
  for (const root of unnamedProjects(tree, before).filter(isChanged)) {
    const file = posix.join(root, 'project.json');
    const project = { name: before.nameOf(root), $schema: schemaOf(root) };
    if (!tree.exists(file)) tree.write(file, `${JSON.stringify(project, null, 2)}\n`);
  }
}
