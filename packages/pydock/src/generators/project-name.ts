import { posix } from 'node:path';
import { getProjects, type Tree } from '@nx/devkit';
import { nameInvalid, projectExists, serviceNameOf } from '@pydock/core';

/**
 * The name of the project in a directory: the one given, else the directory's.
 * @throws PydockError PYDOCK_NAME_INVALID, PYDOCK_NAME_CONFLICT
 */
export function projectName(tree: Tree, root: string, given: string | undefined): string {
  const name = given ?? posix.basename(root === '.' ? tree.root : root);
  const place = { file: posix.join(root, 'project.json') };
  if (serviceNameOf(name) === '') throw nameInvalid(name, place);
  const other = getProjects(tree).get(name);
  if (other && other.root !== root) throw projectExists(name, other.root);
  return name;
}
