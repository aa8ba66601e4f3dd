import { posix } from 'node:path';
import { getProjects, type ProjectConfiguration, readNxJson, type Tree } from '@nx/devkit';
import { projectExists, projectNameInvalid, serviceNameOf, serviceNameTaken } from '@pydock/core';
import { pluginOptions, targetNames } from '../graph/plugin-options';
import { unnamedProjects, type WorkspaceNames, workspaceNames } from './workspace-names';

/**
 * The name of a project that is to be made: the one given, else the directory's.
 * @throws PydockError PYDOCK_NAME_INVALID, PYDOCK_NAME_CONFLICT
 */
export const newProjectName = (
  tree: Tree,
  root: string,
  given: string | undefined,
  names?: WorkspaceNames,
): string => projectName(tree, root, given ?? posix.basename(root === '.' ? tree.root : root), names);

/**
 * The name of the project in a directory: the one given, else that which it has or will have in the graph.
 * @throws PydockError PYDOCK_NAME_INVALID, PYDOCK_NAME_CONFLICT
 */
export function projectName(
  tree: Tree,
  root: string,
  given: string | undefined,
  names: WorkspaceNames = workspaceNames(tree),
): string {
  const name = given ?? names.nameOf(root);
  const service = serviceNameOf(name);
  if (service === '') throw projectNameInvalid(name);
  for (const [other, project] of getProjects(tree)) {
    if (project.root === root) continue;
    if (other === name) throw projectExists(name, project.root);
    if (statedServiceName(tree, other, project) === service)
      throw serviceNameTaken(name, service, other, project.root);
  }
  const owner = ownerOf(tree, names, name, root);
  if (owner !== undefined) throw projectExists(name, owner);
  return name;
}

// A project that has a name by where it lies would have to take another.
function ownerOf(tree: Tree, names: WorkspaceNames, name: string, root: string): string | undefined {
  const called = [...names.directories.keys()].filter((each) => each !== root && names.nameOf(each) === name);
  return called.length === 0 ? undefined : unnamedProjects(tree, names).find((each) => called.includes(each));
}

// Null for a project that is no service.
function statedServiceName(tree: Tree, name: string, { root, targets }: ProjectConfiguration): string | null {
  const { up } = targetNames(pluginOptions(readNxJson(tree) ?? {}));
  const target = targets?.[up];
  if (!target && !tree.exists(posix.join(root, 'Dockerfile'))) return null;
  const { serviceName } = (target?.options ?? {}) as { serviceName?: unknown };
  return typeof serviceName === 'string' ? serviceName : serviceNameOf(name);
}
