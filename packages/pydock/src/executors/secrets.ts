import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { type ComposeProject, secretFiles, type SecretState } from '@pydock/core';
import { type Engine, observeContainers, observeVolumes, readText } from '@pydock/engine';

/** Reads what there is of a Compose project's secrets, and of what may have been made with them. */
export async function readSecrets(
  workspaceRoot: string,
  project: ComposeProject,
  engine: Engine | null,
): Promise<SecretState> {
  const texts = new Map<string, string>();
  for (const file of secretFiles(project)) {
    const text = await readText(resolve(workspaceRoot, file), file);
    if (text !== null) texts.set(file, text);
  }
  const random = project.services.flatMap(({ secrets }) => secrets.filter((secret) => secret.random));
  const missing = random.some(({ file }) => !texts.has(file));
  if (!missing || !engine) return { texts, volumes: [], running: [] };
  const [volumes, containers] = await Promise.all([
    observeVolumes(engine, project.name),
    observeContainers(engine, project.name),
  ]);
  return {
    texts,
    volumes: volumes.map(({ volume }) => volume),
    running: containers.map(({ service }) => service),
  };
}

/** A value that cannot be guessed, of characters that no URL, shell or configuration gives a meaning. */
export const randomSecret = (): string => randomBytes(16).toString('hex');
