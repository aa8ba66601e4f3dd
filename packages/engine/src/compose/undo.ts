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

/**
 * Removes the containers of some services, and the networks, that were made since. Volumes stay: they may hold data.
 * What others start meanwhile is theirs.
 */
export async function removeNew(
  engine: Engine,
  project: string,
  before: Before,
  services: readonly string[],
): Promise<void> {
  const known = new Set(before.containers.map(({ id }) => id));
  const now = await observeContainers(engine, project);
  const containers = now.filter(({ id, service }) => !known.has(id) && services.includes(service));
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

/** Containers that are to run again, and those that were made anew for it. */
export interface Made {
  readonly start: readonly ObservedContainer[];
  /** The new ID of each container that was made again, by its old one. */
  readonly ids: ReadonlyMap<string, string>;
  /** Why one could not be made again. */
  readonly failures: readonly RanBefore[];
}

/**
 * Makes again what is gone of some services, and finds what must be started again.
 * @param stopping IDs of containers that were asked to end
 */
export async function makeBack(
  engine: Engine,
  project: string,
  before: Before,
  services: readonly string[],
  stopping: ReadonlySet<string>,
): Promise<Made> {
  const now = await observeContainers(engine, project);
  const { make, start } = planRestoration(before.containers, now, services, stopping);
  const ids = new Map<string, string>();
  const failures: RanBefore[] = [];
  const again = async ({ id, service }: ObservedContainer) => {
    const was = before.definitions.get(id);
    const made = was
      ? makeAgain(engine, was)
      : Promise.reject(new Error('the engine did not tell what it was'));
    await made.then(
      (fresh) => ids.set(id, fresh),
      (error: Error) => failures.push({ service, error: error.message }),
    );
  };
  await Promise.all(make.map(again));
  return {
    start: start.filter(({ id }) => ids.has(id) || !make.some((each) => each.id === id)),
    ids,
    failures,
  };
}

/**
 * Starts what ran before, those of one level side by side.
 * @param levels names of services; those of a level need what is in the levels before it
 * @param deadline until when there is time to see whether they stay up
 */
export async function startBack(
  engine: Engine,
  { start, ids, failures }: Made,
  levels: readonly (readonly string[])[],
  deadline: number,
): Promise<RanBefore[]> {
  const results: RanBefore[] = [...failures];
  for (const level of levels) {
    const containers = start.filter(({ service }) => level.includes(service));
    const started = containers.map(async ({ id, service }) => {
      return { service, error: await startAgain(engine, ids.get(id) ?? id, deadline) };
    });
    results.push(...(await Promise.all(started)));
  }
  return results;
}
