import type { ObservedContainer } from './observed';

/** What brings back containers that a failed command stopped or removed. */
export interface Restoration {
  /** Containers that are gone: to be made again as they were. */
  readonly make: readonly ObservedContainer[];
  /** Containers that ran, to be started again: those that are still there, and those that are made again. */
  readonly start: readonly ObservedContainer[];
}

/**
 * What is to be brought back.
 * @param touched the services that the command changed; what others do is their own affair
 * @param stopping IDs of containers that were asked to end, and may not have ended yet
 */
export function planRestoration(
  before: readonly ObservedContainer[],
  now: readonly ObservedContainer[],
  touched: readonly string[],
  stopping: ReadonlySet<string>,
): Restoration {
  const ours = before.filter(({ service }) => touched.includes(service));
  const there = (id: string) => now.find((each) => each.id === id);
  const ran = ({ state }: ObservedContainer) => state === 'running' || state === 'restarting';
  const ended = ({ id }: ObservedContainer) => there(id)?.state !== 'running' || stopping.has(id);
  return {
    make: ours.filter(({ id }) => !there(id)),
    start: ours.filter((container) => ran(container) && ended(container)),
  };
}
