import { imageLabel } from '@pydock/core';
import type { Engine } from '../connection/connect';

/**
 * Removes the images that pydock built for these tags before and that nothing uses any more. It only tidies up: where
 * it fails, nothing is said.
 */
export async function pruneImages(engine: Engine, tags: readonly string[]): Promise<void> {
  // One after another: the engine refuses a second prune while one runs.
  for (const tag of new Set(tags)) {
    const filters = JSON.stringify({ dangling: ['true'], label: [`${imageLabel}=${tag}`] });
    await engine.docker.pruneImages({ filters }).catch(() => undefined);
  }
}
