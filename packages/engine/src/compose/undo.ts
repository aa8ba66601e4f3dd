import type { Engine } from '../connection/connect';
import { observeNetworks } from '../observe/resources';
import { observeContainers } from '../observe/state';

/** What a Compose project had before a command changed it. */
export interface Before {
  readonly containers: ReadonlySet<string>;
  readonly networks: ReadonlySet<string>;
}

/** Notes what there is, so that it can be told from what a command makes. */
export async function remember(engine: Engine, project: string): Promise<Before> {
  const [containers, networks] = await Promise.all([
    observeContainers(engine, project),
    observeNetworks(engine, project),
  ]);
  return { containers: new Set(containers.map(({ id }) => id)), networks: new Set(networks) };
}

/** Removes the containers and networks that were made since. Volumes stay: they may hold data. */
export async function removeNew(engine: Engine, project: string, before: Before): Promise<void> {
  const containers = (await observeContainers(engine, project)).filter(
    ({ id }) => !before.containers.has(id),
  );
  const remove = (id: string) =>
    engine.docker
      .getContainer(id)
      .remove({ force: true, v: true })
      .catch(() => undefined);
  await Promise.all(containers.map(({ id }) => remove(id)));
  const networks = (await observeNetworks(engine, project)).filter((name) => !before.networks.has(name));
  await Promise.all(
    networks.map((name) =>
      engine.docker
        .getNetwork(name)
        .remove()
        .catch(() => undefined),
    ),
  );
}
