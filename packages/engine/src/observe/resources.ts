import type { ObservedResources, ObservedVolume } from '@pydock/core';
import { asked, unlessGone } from '../connection/asked';
import type { Engine } from '../connection/connect';
import { composeLabels } from './state';

/** A Compose project's networks and volumes. */
export async function observeResources(engine: Engine, project: string): Promise<ObservedResources> {
  const [networks, volumes] = await Promise.all([
    observeNetworks(engine, project),
    observeVolumes(engine, project),
  ]);
  return { networks, volumes };
}

/** Names of a Compose project's networks, sorted. */
export async function observeNetworks(engine: Engine, project: string): Promise<string[]> {
  const filters = { label: [`${composeLabels.project}=${project}`] };
  const networks = await asked('list networks', engine.docker.listNetworks({ filters }));
  return networks.map(({ Name }) => Name).sort();
}

/** A Compose project's volumes, by name. */
export async function observeVolumes(engine: Engine, project: string): Promise<ObservedVolume[]> {
  const filters = JSON.stringify({ label: [`${composeLabels.project}=${project}`] });
  const { Volumes } = await asked('list volumes', engine.docker.listVolumes({ filters }));
  const volumes = Volumes.map(({ Name, Labels }) => ({
    name: Name,
    volume: Labels['com.docker.compose.volume'] ?? Name,
  }));
  return volumes.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Removes a volume and its data; one that is not there is no error. */
export async function removeVolume(engine: Engine, name: string): Promise<void> {
  const removal = engine.docker.getVolume(name).remove();
  await asked(`remove the volume ${name}`, removal.catch(unlessGone));
}
