import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where vitest reports to. @param {string} label */
export const reportFile = (label) => join(root, 'tmp', 'test', `${label}.json`);

/** Whether node_modules is missing, or older than the lock file that says what should be in it. */
export function dependenciesAreStale() {
  const time = (/** @type {string} */ file) =>
    statSync(join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return time('node_modules/.package-lock.json') < time('package-lock.json');
}
