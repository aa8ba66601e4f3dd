import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { access, readFile, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { directoryOf, fill } from '../specs/directory';
import { ensureStateDirectory, withWorkspaceLock } from './lock';

const never = new AbortController().signal;
const silent = () => undefined;

function locker(root: string, mode: 'count' | 'hold', rounds = 0): ChildProcess {
  const program = join(__dirname, '../specs/locker.mjs');
  const child = fork(program, [root, mode, String(rounds)], { execArgv: [] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

describe('ensureStateDirectory', () => {
  it('makes the directory with an ignore file of its own, and keeps what is there', async () => {
    const root = await directoryOf();
    expect(await ensureStateDirectory(root)).toBe(join(root, '.pydock'));
    expect(await readFile(join(root, '.pydock/.gitignore'), 'utf8')).toBe('*\n');
    await fill(root, { '.pydock/.gitignore': '# mine\n', '.pydock/other': 'x' });
    await ensureStateDirectory(root);
    expect(await readFile(join(root, '.pydock/.gitignore'), 'utf8')).toBe('# mine\n');
    expect(await readFile(join(root, '.pydock/other'), 'utf8')).toBe('x');
  });
});

describe('withWorkspaceLock', () => {
  it('gives what the work gives, and lets go of the lock when it fails', async () => {
    const root = await directoryOf();
    const lock = (work: () => Promise<string>) => withWorkspaceLock(root, 'nx up', silent, never, work);
    const holder = join(root, '.pydock/holder');
    expect(await lock(() => readFile(holder, 'utf8'))).toBe(`process ${process.pid} (nx up)`);
    await expect(lock(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await lock(() => Promise.resolve('again'))).toBe('again');
    await expect(access(holder)).rejects.toThrow();
  });

  it('lets one process work at a time', { timeout: 90_000 }, async () => {
    const root = await directoryOf({ count: '0' });
    const children = [1, 2, 3].map(() => locker(root, 'count', 20));
    const codes = await Promise.all(children.map(async (child) => (await once(child, 'exit'))[0] as number));
    expect(codes).toEqual([0, 0, 0]);
    expect(await readFile(join(root, 'count'), 'utf8')).toBe('60');
  });

  it(
    'tells once who holds it, and breaks the lock of a process that was killed',
    { timeout: 60_000 },
    async () => {
      const root = await directoryOf();
      const child = locker(root, 'hold');
      await once(child, 'message');
      const told: string[] = [];
      const waiting = withWorkspaceLock(
        root,
        'nx up',
        (holder) => told.push(holder),
        never,
        () => Promise.resolve('mine'),
      );
      await expect.poll(() => told, { timeout: 10_000 }).toEqual([`process ${child.pid} (nx run hold)`]);
      await sleep(6000);
      expect(told).toHaveLength(1);
      // It lives, and so does its lock, however long it works.
      await expect(Promise.race([waiting, sleep(50, 'still held')])).resolves.toBe('still held');
      child.kill('SIGKILL');
      expect(await waiting).toBe('mine');
    },
  );

  it('stops waiting when it is aborted', async () => {
    const root = await directoryOf();
    const [abort, reason] = [new AbortController(), new Error('enough')];
    await withWorkspaceLock(root, 'nx up', silent, never, async () => {
      const waiting = withWorkspaceLock(root, 'nx up', silent, abort.signal, () => Promise.resolve('ran'));
      setTimeout(() => abort.abort(reason), 300);
      await expect(waiting).rejects.toBe(reason);
    });
  });

  it('brings its work to an end when the lock is taken away', { timeout: 20_000 }, async () => {
    const root = await directoryOf();
    const lockfile = join(root, '.pydock/lock');
    const result = withWorkspaceLock(root, 'nx up', silent, never, async () => {
      await rm(lockfile, { recursive: true });
      await sleep(2500);
      return 'done';
    });
    await expect(result).resolves.toBe('done');
    const other = withWorkspaceLock(root, 'nx up', silent, never, async () => {
      // As after a long sleep of the machine: another process took the lock for a stale one, and has it now.
      await utimes(lockfile, new Date(), new Date(Date.now() + 60_000));
      await sleep(2500);
      return 'done';
    });
    await expect(other).resolves.toBe('done');
    expect((await stat(lockfile)).isDirectory()).toBe(true);
  });
});
