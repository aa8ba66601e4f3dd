import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterUndo, composeFile, PydockError, type Service, startLevels } from '@pydock/core';
import {
  type Before,
  type Made,
  makeBack,
  moveTagsBack,
  pruneImages,
  readApplied,
  removeNew,
  startBack,
  writeApplied,
} from '@pydock/engine';
import type { UpRequest, UpState } from './request';

// How long there is to see whether what ran before stays up, in milliseconds.
const patience = 10_000;

/**
 * Puts everything back as it was before a start that failed.
 * @returns the error to tell: the start's own, with what was undone
 */
export async function undoStart(
  request: UpRequest,
  { engine, observed, composeOnDisk }: UpState,
  services: readonly Service[],
  before: Before,
  stopping: ReadonlySet<string>,
  error: unknown,
): Promise<unknown> {
  const { workspaceRoot, project, signal } = request;
  const file = join(workspaceRoot, composeFile);
  if (composeOnDisk === null) await rm(file, { force: true });
  else await writeFile(file, composeOnDisk);
  const names = services.map(({ name }) => name);
  await removeNew(engine, project.name, before, names);
  const images = services
    .filter(({ name }) => before.containers.some(({ service }) => service === name))
    .flatMap(({ image }) => [[image, observed.images.get(image)?.id ?? ''] as const]);
  await moveTagsBack(engine, new Map(images.filter(([, id]) => id !== '')));
  const made = await makeBack(engine, project.name, before, names, stopping);
  await recordAgain(workspaceRoot, made);
  // Nx gives an interrupted command no time to start one after the other, or to see whether they stay up.
  const levels = signal.aborted
    ? [names]
    : startLevels(services).map((level) => level.map(({ name }) => name));
  const deadline = Date.now() + (signal.aborted ? 0 : patience);
  const returned = await startBack(engine, made, levels, deadline);
  // The images that lost their tags again.
  await pruneImages(
    engine,
    images.map(([image]) => image),
  );
  const told: unknown = signal.aborted ? signal.reason : error;
  return told instanceof PydockError ? afterUndo(told, returned) : told;
}

// A container that was made again has another ID, and was started with the same definition.
async function recordAgain(workspaceRoot: string, { ids }: Made): Promise<void> {
  const applied = await readApplied(workspaceRoot);
  const entries = Object.entries(applied).map(([id, definition]) => [ids.get(id) ?? id, definition] as const);
  if (ids.size > 0) await writeApplied(workspaceRoot, Object.fromEntries(entries));
}
