import { parseDuration, type Place } from '@pydock/core';

/** The timeout of a service that is started, as given, and where it stands. */
export interface Timeout {
  readonly timeout?: string | number | undefined;
  readonly place: Place;
}

// Node's timers count in 32 bits: a longer wait would end at once.
const longestWait = 2 ** 31 - 1;

/** How long to wait for several services that are started as one, in milliseconds: as long as the most patient of them. */
export function longestTimeout(timeouts: readonly Timeout[]): number {
  const each = timeouts.map(({ timeout = '120s', place }) => parseDuration(timeout, place));
  return Math.min(Math.max(...each), longestWait);
}
