import { posix } from 'node:path';
import { isTable, readToml } from './manifest-values';
import type { ProjectSource } from './package-managers/table';
import { uvWorkspaceOf } from './package-managers/uv-workspace';
import { isFile } from './paths';
import { buildBackend, pyprojectOf } from './pyproject';
import { readSetupCfg } from './setup-cfg';
import { hasSetupScript } from './setup-py';

/**
 * Whether the manifests in a directory make it a project of its own: a package, or an application with a name. Settings of
 * tools make none, nor does a requirements file, a setup.py that sets up something else, nor a workspace that does nothing but list its members.
 * @throws PydockError of a manifest that could not be understood
 */
export function statesProject(project: ProjectSource): boolean {
  const { root, tree } = project;
  const at = (name: string) => isFile(tree, posix.join(root, name));
  const document = readToml(tree, pyprojectOf(project));
  if (document) {
    const stated = [['project'], ['tool', 'poetry'], ['tool', 'flit', 'metadata']].some((path) =>
      isTable(document.get(path)),
    );
    if (isTable(document.get(['tool', 'uv', 'workspace']))) return stated && buildBackend(document) !== null;
    if (stated) return true;
  }
  return at('Pipfile') || readSetupCfg(project) !== null || hasSetupScript(project);
}

/** Whether a workspace above a project lists it as a member. */
export function isWorkspaceMember(project: ProjectSource): boolean {
  const workspace = uvWorkspaceOf(project);
  return workspace !== null && workspace.root !== project.root;
}
