import { posix } from 'node:path';
import { getProjects, type ProjectConfiguration, readNxJson, type Tree } from '@nx/devkit';
import { projectExists, projectNameInvalid, serviceNameOf, serviceNameTaken } from '@pydock/core';
import { pluginOptions, targetNames } from '../graph/plugin-options';

/**
 * The name of the project in a directory: the one given, else the directory's.
 * @throws PydockError PYDOCK_NAME_INVALID, PYDOCK_NAME_CONFLICT
 */
export function projectName(tree: Tree, root: string, given: string | undefined): string {
  const name = given ?? posix.basename(root === '.' ? tree.root : root);
  const service = serviceNameOf(name);
  if (service === '') throw projectNameInvalid(name);
  for (const [other, project] of getProjects(tree)) {
    if (project.root === root) continue;
    if (other === name) throw projectExists(name, project.root);
    if (statedServiceName(tree, other, project) === service)
      throw serviceNameTaken(name, service, other, project.root);
  }
  return name;
}

// Null for a project that is no service.
function statedServiceName(tree: Tree, name: string, { root, targets }: ProjectConfiguration): string | null {
  const { up } = targetNames(pluginOptions(readNxJson(tree) ?? {}));
  const target = targets?.[up];
  if (!target && !tree.exists(posix.join(root, 'Dockerfile'))) return null;
  const { serviceName } = (target?.options ?? {}) as { serviceName?: unknown };
  return typeof serviceName === 'string' ? serviceName : serviceNameOf(name);
}
