import { commandLine, parseDuration } from '@pydock/core';
import type { UpOptions } from './schema-types';

// Node's timers count in 32 bits: a longer wait would end at once.
const longestWait = 2 ** 31 - 1;

/** How long to wait for several services that are started as one, in milliseconds: as long as the most patient of them. */
export function longestTimeout(options: readonly UpOptions[]): number {
  const timeouts = options.map(({ timeout = '120s' }) => parseDuration(timeout, commandLine('timeout')));
  return Math.min(Math.max(...timeouts), longestWait);
}
