import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { locked } from '@pydock/core';
import { lock } from 'proper-lockfile';

/** The directory at the workspace root that holds pydock's own state; never in git, never in an image. */
export const stateDirectory = '.pydock';

/** Makes the state directory, with an ignore file of its own. */
export async function ensureStateDirectory(workspaceRoot: string): Promise<string> {
  const directory = join(workspaceRoot, stateDirectory);
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, '.gitignore'), '*\n', { flag: 'wx' }).catch(ignoreExisting);
  return directory;
}

const ignoreExisting = (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EEXIST') throw error;
};

/** How long another command may hold the lock before we give up. */
const patience = 10 * 60_000;
const turn = 100;

/**
 * Does work under the workspace's lock, which one command holds at a time. The lock of a process that died is
 * broken 5 s after its last sign of life.
 * @param onWait told once who holds the lock, where there is a wait
 * @throws PydockError PYDOCK_LOCKED
 */
export async function withWorkspaceLock<Value>(
  workspaceRoot: string,
  command: string,
  onWait: (holder: string) => void,
  signal: AbortSignal,
  work: () => Promise<Value>,
): Promise<Value> {
  const directory = await ensureStateDirectory(workspaceRoot);
  const holderFile = join(directory, 'holder');
  const held = await acquire(directory, holderFile, onWait, signal);
  try {
    await writeFile(holderFile, `process ${process.pid} (${command})`);
    return await work();
  } finally {
    if (!held.lost) await rm(holderFile, { force: true });
    if (!held.lost) await held.release();
  }
}

/** A lock that is held; `lost` when somebody broke it, as after a long sleep of the machine. */
interface Held {
  lost: boolean;
  readonly release: () => Promise<void>;
}

async function acquire(
  directory: string,
  holderFile: string,
  onWait: (holder: string) => void,
  signal: AbortSignal,
): Promise<Held> {
  const lockfilePath = join(directory, 'lock');
  const started = Date.now();
  for (let told = false; ;) {
    try {
      // Without a word of ours the library ends the process; work that is half done is better brought to its end.
      const onCompromised = () => (held.lost = true);
      const options = { lockfilePath, stale: 5000, update: 1000, realpath: false, onCompromised };
      const release = await lock(directory, options);
      const held: Held = { lost: false, release };
      return held;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ELOCKED') throw error;
    }
    const holder = await readFile(holderFile, 'utf8').catch(() => 'another process');
    if (Date.now() - started > patience) throw locked(holder, lockfilePath);
    signal.throwIfAborted();
    if (!told && Date.now() - started > 300) {
      told = true;
      onWait(holder);
    }
    await new Promise((resolve) => setTimeout(resolve, turn));
  }
}
