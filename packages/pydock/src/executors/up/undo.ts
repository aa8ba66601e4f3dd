import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterUndo, composeFile, PydockError, type Service, startOrder } from '@pydock/core';
import {
  type Before,
  bringBack,
  moveTagsBack,
  pruneImages,
  readApplied,
  removeNew,
  type Returned,
  writeApplied,
} from '@pydock/engine';
import type { UpRequest, UpState } from './request';

// How long there is to see whether what ran before stays up. Nx waits 5 s for an interrupted command to end.
const patience = 10_000;
const patienceInterrupted = 1000;

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
  await removeNew(engine, project.name, before);
  const images = services
    .filter(({ name }) => before.containers.some(({ service }) => service === name))
    .flatMap(({ image }) => [[image, observed.images.get(image)?.id ?? ''] as const]);
  await moveTagsBack(engine, new Map(images.filter(([, id]) => id !== '')));
  const names = startOrder(services).map(({ name }) => name);
  const deadline = Date.now() + (signal.aborted ? patienceInterrupted : patience);
  const returned = await bringBack(engine, project.name, before, names, stopping, deadline);
  await recordAgain(workspaceRoot, returned);
  // The images that lost their tags again.
  await pruneImages(
    engine,
    images.map(([image]) => image),
  );
  const told: unknown = signal.aborted ? signal.reason : error;
  return told instanceof PydockError ? afterUndo(told, returned.services) : told;
}

// A container that was made again has another ID, and was started with the same definition.
async function recordAgain(workspaceRoot: string, { ids }: Returned): Promise<void> {
  const applied = await readApplied(workspaceRoot);
  const entries = Object.entries(applied).map(([id, definition]) => [ids.get(id) ?? id, definition] as const);
  if (ids.size > 0) await writeApplied(workspaceRoot, Object.fromEntries(entries));
}
