import { workspaceRootAlone } from '../messages/manifests';
import { problem, type Settled, valueOf } from './fact';
import { membersOf, uvWorkspaceOf } from './package-managers/uv-workspace';
import type { ProjectSource } from './package-managers/table';
import type { Entrypoint } from './project';

/** What is to be said where nothing to start is found in the root of a uv workspace: its members are what starts. */
export function ofWorkspaceRoot(
  project: ProjectSource,
  entrypoint: Settled<Entrypoint>,
): Settled<Entrypoint> {
  if (valueOf(entrypoint) !== null || !('problem' in entrypoint)) return entrypoint;
  const workspace = uvWorkspaceOf(project);
  if (workspace?.root !== project.root || entrypoint.problem.code !== 'PYDOCK_ENTRYPOINT_NOT_FOUND')
    return entrypoint;
  const isProject = workspace.document.get(['project']) !== undefined;
  const members = membersOf(project.tree, workspace);
  return problem('entrypoint', workspaceRootAlone(project.root, isProject, members, workspace.source));
}
