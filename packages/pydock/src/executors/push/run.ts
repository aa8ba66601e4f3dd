import { formatTime, imageNotBuilt, type Service } from '@pydock/core';
import {
  credentialsOf,
  type Engine,
  observeImage,
  type PushEvent,
  pushImage,
  tagImage,
} from '@pydock/engine';
import type { Say } from '../../report/progress';

/** A service's image, and the full names that it is pushed under. */
export interface Push {
  readonly service: Service;
  readonly images: readonly string[];
}

/** How the pushes of one service ended. */
export interface PushOutcome {
  readonly service: string;
  readonly errors: readonly unknown[];
}

// Layers of one image go in parallel anyway.
const parallel = 3;

/** Pushes images to all of their names. One failure does not stop the others. */
export async function runPushes(
  engine: Engine,
  pushes: readonly Push[],
  tell: Say,
  signal: AbortSignal,
): Promise<PushOutcome[]> {
  const errors = new Map<string, unknown[]>(pushes.map(({ service }) => [service.name, []]));
  const credentials = credentialsOf(process.env);
  const queue = pushes.flatMap(({ service, images }) => images.map((image) => ({ service, image })));
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { service, image } = next;
      try {
        if (!(await observeImage(engine, service.image))) throw imageNotBuilt(service.project, service.image);
        await tagImage(engine, service.image, image);
        const started = performance.now();
        const { digest } = await pushImage(
          engine,
          image,
          credentials,
          again(service.name, image, tell),
          signal,
        );
        tell(`${service.name}: pushed ${image}@${digest} in ${formatTime(performance.now() - started)}`);
      } catch (error) {
        errors.get(service.name)?.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(parallel, queue.length) }, worker));
  return [...errors].map(([service, failed]) => ({ service, errors: failed }));
}

const again = (service: string, image: string, tell: Say) => (event: PushEvent) => {
  if (event.kind === 'again') tell(`${service}: ${image}: ${event.why}; attempt ${event.attempt}`);
};
