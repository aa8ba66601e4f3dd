import { type ObservedContainer, planRestoration, type RanBefore } from '@pydock/core';
import type { ContainerInspectInfo } from 'dockerode';
import { unlessGone } from '../connection/asked';
import type { Engine } from '../connection/connect';
import { observeNetworks } from '../observe/resources';
import { observeContainers, observeImage } from '../observe/state';
import { makeAgain, startAgain } from './restore';

/** What a Compose project had before a command changed it. */
export interface Before {
  readonly containers: readonly ObservedContainer[];
  readonly networks: ReadonlySet<string>;
  /** Everything that the engine knows of each container, by ID. */
  readonly definitions: ReadonlyMap<string, ContainerInspectInfo>;
}

/** Notes what there is, so that it can be told from what a command makes, and brought back. */
export async function remember(engine: Engine, project: string): Promise<Before> {
  const [containers, networks] = await Promise.all([
    observeContainers(engine, project),
    observeNetworks(engine, project),
  ]);
  const inspect = ({ id }: ObservedContainer) =>
    engine.docker
      .getContainer(id)
      .inspect()
      .catch(() => null);
  const inspected = await Promise.all(containers.map(inspect));
  const definitions = new Map(inspected.flatMap((each) => (each ? [[each.Id, each] as const] : [])));
  return { containers, networks: new Set(networks), definitions };
}

/** Removes the containers and networks that were made since. Volumes stay: they may hold data. */
export async function removeNew(engine: Engine, project: string, before: Before): Promise<void> {
  const known = new Set(before.containers.map(({ id }) => id));
  const containers = (await observeContainers(engine, project)).filter(({ id }) => !known.has(id));
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

/** Gives tags back to the images that had them. */
export async function moveTagsBack(engine: Engine, ids: ReadonlyMap<string, string>): Promise<void> {
  for (const [image, id] of ids) {
    if ((await observeImage(engine, image))?.id === id) continue;
    const [, repo = image, tag = 'latest'] = /^(.*?)(?::([^:/]+))?$/.exec(image) ?? [];
    // One that is gone meanwhile has nothing to be called.
    await engine.docker.getImage(id).tag({ repo, tag }).catch(unlessGone);
  }
}

/** What came of bringing containers back. */
export interface Returned {
  readonly services: readonly RanBefore[];
  /** The new ID of each container that was made again, by its old one. */
  readonly ids: ReadonlyMap<string, string>;
}

/**
 * Brings back what ran before, in the order of the services.
 * @param stopping IDs of containers that were asked to end
 * @param deadline until when there is time to see whether they stay up
 */
export async function bringBack(
  engine: Engine,
  project: string,
  before: Before,
  services: readonly string[],
  stopping: ReadonlySet<string>,
  deadline: number,
): Promise<Returned> {
  const now = await observeContainers(engine, project);
  const { make, start } = planRestoration(before.containers, now, services, stopping);
  const ids = new Map<string, string>();
  const bring = async (container: ObservedContainer): Promise<string | null> => {
    const was = before.definitions.get(container.id);
    if (make.includes(container)) {
      if (!was) return 'the engine did not tell what it was made of';
      ids.set(container.id, await makeAgain(engine, was));
    }
    if (container.state !== 'running' || ![...make, ...start].includes(container)) return null;
    return startAgain(engine, ids.get(container.id) ?? container.id, deadline);
  };
  const results: RanBefore[] = [];
  for (const service of services)
    for (const container of before.containers.filter((each) => each.service === service)) {
      const error = await bring(container).catch((reason: unknown) => (reason as Error).message);
      if (container.state === 'running' || error !== null) results.push({ service, error });
    }
  return { services: results, ids };
}
