import { createProjectGraphAsync, readNxJson, type Tree } from '@nx/devkit';
import { composeFile, emitCompose, planSecrets, sameText } from '@pydock/core';
import { secretModes } from '@pydock/engine';
import { readSecrets } from '../../executors/secrets';
import { requireOwnComposeFile } from '../../graph/compose-file';
import { readServices } from '../../graph/workspace';

/** Keeps docker-compose.yml true to the project graph, and the connection strings that it refers to. */
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
  const secrets = planSecrets(project, [], await readSecrets(tree.root, project, null), null);
  for (const { file, text: value, mounted } of secrets)
    tree.write(file, value, { mode: mounted ? secretModes.mounted : secretModes.own });
  const isSame = sameText(present, text);
  if (isSame && secrets.length === 0) return {};
  if (!isSame) tree.write(composeFile, text);
  const subject = isSame ? 'A connection string' : composeFile;
  return {
    outOfSyncMessage: `${subject} is not what the project graph says.`,
    outOfSyncDetails: project.services.map(({ name, root }) => `${name} (${root})`),
  };
}
