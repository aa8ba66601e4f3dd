import { formatTime, imageNotFound, type Service } from '@pydock/core';
import { type Engine, pullImage } from '@pydock/engine';
import type { Say } from '../../report/progress';

/**
 * Fetches the images of services that run one as it is.
 * @throws PydockError PYDOCK_IMAGE_NOT_FOUND
 */
export async function pullImages(
  engine: Engine,
  services: readonly Service[],
  tell: Say,
  signal: AbortSignal,
): Promise<void> {
  const pull = async (service: Service) => {
    tell(`${service.name}: fetching ${service.image}`);
    const started = performance.now();
    const error = await pullImage(engine, service.image, signal);
    signal.throwIfAborted();
    if (error !== null) throw imageNotFound(service.name, service.image, error, service.place('image'));
    tell(`${service.name}: fetched ${service.image} in ${formatTime(performance.now() - started)}`);
  };
  // All of them end before the first failure is told: nothing goes on behind it.
  const results = await Promise.allSettled(services.map(pull));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}
