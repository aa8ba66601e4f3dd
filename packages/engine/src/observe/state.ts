import {
  fingerprintLabel,
  type ObservedContainer,
  type ObservedImage,
  type ObservedState,
} from '@pydock/core';
import { asked, unlessGone } from '../connection/asked';
import type { Engine } from '../connection/connect';

/** Compose's labels on what it makes. */
export const composeLabels = {
  project: 'com.docker.compose.project',
  service: 'com.docker.compose.service',
  workingDirectory: 'com.docker.compose.project.working_dir',
  configFiles: 'com.docker.compose.project.config_files',
} as const;

/** Reads what the engine has of a Compose project, and of the images asked for. */
export async function observe(
  engine: Engine,
  project: string,
  images: readonly string[],
): Promise<ObservedState> {
  const [containers, ...found] = await Promise.all([
    observeContainers(engine, project),
    ...images.map((image) => observeImage(engine, image)),
  ]);
  const entries = images.flatMap((image, index): [string, ObservedImage][] => {
    const each = found[index];
    return each ? [[image, each]] : [];
  });
  return { containers, images: new Map(entries) };
}

/** Containers of a Compose project, those of `docker compose run` left out, by name. */
export async function observeContainers(engine: Engine, project: string): Promise<ObservedContainer[]> {
  const filters = { label: [`${composeLabels.project}=${project}`, 'com.docker.compose.oneoff=False'] };
  const list = await asked('list containers', engine.docker.listContainers({ all: true, filters }));
  const containers = list.map(({ Id, Names, ImageID, State, Status, Labels, Mounts, Ports }) => ({
    id: Id,
    name: (Names[0] ?? '').replace(/^\//, ''),
    service: Labels[composeLabels.service] ?? '',
    workingDirectory: Labels[composeLabels.workingDirectory] ?? null,
    configFiles: Labels[composeLabels.configFiles] ?? null,
    imageId: ImageID,
    state: State as ObservedContainer['state'],
    health: healthOf(Status),
    volumes: Mounts.flatMap(({ Type, Name }) => (Type === 'volume' && Name ? [Name] : [])),
    ports: Object.fromEntries(
      Ports.flatMap(({ PrivatePort, PublicPort, Type }) =>
        PublicPort ? [[`${PrivatePort}/${Type}`, PublicPort]] : [],
      ),
    ),
  }));
  return containers.sort((a, b) => (a.name < b.name ? -1 : 1));
}

// The list tells health only in words: `Up 2 minutes (healthy)`.
function healthOf(status: string): ObservedContainer['health'] {
  const word = /\((?:health: )?(starting|healthy|unhealthy)\)$/.exec(status)?.[1];
  return (word as ObservedContainer['health'] | undefined) ?? null;
}

/** The image of a tag; null where the engine has none. */
export async function observeImage(engine: Engine, image: string): Promise<ObservedImage | null> {
  const inspected = engine.docker.getImage(image).inspect().catch(unlessGone);
  const found = await asked(`look at the image ${image}`, inspected);
  if (!found) return null;
  const labels = (found.Config as { Labels?: Record<string, string> | null } | undefined)?.Labels;
  return { id: found.Id, fingerprint: labels?.[fingerprintLabel] ?? null };
}
