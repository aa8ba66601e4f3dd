import { createProjectGraphAsync, readNxJson, type Tree } from '@nx/devkit';
import { composeFile, emitCompose, sameText } from '@pydock/core';
import { requireOwnComposeFile } from '../../graph/compose-file';
import { readServices } from '../../graph/workspace';

/** Keeps docker-compose.yml true to the project graph. */
export async function syncGenerator(
  tree: Tree,
): Promise<{ outOfSyncMessage?: string; outOfSyncDetails?: string[] }> {
  const graph = await createProjectGraphAsync();
  const requested = {
    workspaceRoot: tree.root,
    graph,
    nxJson: readNxJson(tree) ?? {},
    configuration: undefined,
  };
  const { project } = await readServices(requested);
  const present = tree.exists(composeFile) ? tree.read(composeFile, 'utf8') : null;
  if (project.services.length === 0) return {};
  requireOwnComposeFile(present);
  const text = emitCompose(project);
  if (sameText(present, text)) return {};
  tree.write(composeFile, text);
  return {
    outOfSyncMessage: `${composeFile} is not what the project graph says.`,
    outOfSyncDetails: project.services.map(({ name, root }) => `${name} (${root})`),
  };
}
