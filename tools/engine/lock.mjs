import { spawn } from 'node:child_process';
import { LOCK_FILE } from './paths.mjs';

/** @typedef {import('./run.mjs').Log} Log */

/**
 * Does something that only one process of this machine may do at a time. The kernel frees the lock with its holder.
 * @template T
 * @param {Log} log
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(log, work) {
  const holder = spawn('flock', [LOCK_FILE, 'sh', '-c', 'echo held; cat'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const patience = setTimeout(() => log('Another `npm run engine` is at work; waiting for it …'), 500);
  try {
    await new Promise((resolve, reject) => {
      holder.stdout.once('data', resolve);
      holder.once('error', reject);
      holder.once('close', () => reject(new Error(`flock ${LOCK_FILE} failed`)));
    });
    clearTimeout(patience);
    return await work();
  } finally {
    clearTimeout(patience);
    holder.stdin.end();
  }
}
