import { createProjectGraphAsync, readNxJson, type Tree } from '@nx/devkit';
import { composeFile, emitCompose, lockPartFile, planSecrets, sameText } from '@pydock/core';
import { secretModes } from '@pydock/engine';
import { readSecrets } from '../../executors/secrets';
import { requireOwnComposeFile } from '../../graph/compose-file';
import { readServices } from '../../graph/workspace';
import { writeLockPart } from '../lock-part';
import { nxTree } from '../nx-tree';

/**
 * Keeps docker-compose.yml true to the project graph, the connection strings that it refers to, and each service's
 * pydock.lock to the lock file that it shares.
 */
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
  const { services } = project;
  if (services.length === 0) return {};
  const present = tree.exists(composeFile) ? tree.read(composeFile, 'utf8') : null;
  requireOwnComposeFile(present);
  const text = emitCompose(project);
  const isSame = sameText(present, text);
  if (!isSame) tree.write(composeFile, text);
  const secrets = planSecrets(project, [], await readSecrets(tree.root, project, null), null);
  for (const { file, text: value, mounted } of secrets)
    tree.write(file, value, { mode: mounted ? secretModes.mounted : secretModes.own });
  const source = nxTree(tree);
  const stale = services.filter((service) => writeLockPart(tree, source, service)).map(({ root }) => root);
  const messages = [
    ...(isSame ? [] : [`${composeFile} is not what the project graph says.`]),
    ...(secrets.length === 0 ? [] : ['A connection string is not what the project graph says.']),
    ...(stale.length === 0 ? [] : [`${lockPartFile} is not what the lock file says.`]),
  ];
  if (messages.length === 0) return {};
  return {
    outOfSyncMessage: messages.join(' '),
    outOfSyncDetails:
      isSame && stale.length > 0
        ? stale.map((root) => `${root}/${lockPartFile}`)
        : services.map(({ name, root }) => `${name} (${root})`),
  };
}
