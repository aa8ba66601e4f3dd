// @ts-check
// A process of its own that takes a workspace's lock: `count` adds to a file, slowly; `hold` keeps the lock for ever.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createViteServer } from 'vitest/node';
import { config } from '../../../../vitest.config.mjs';

const [, , workspaceRoot = '', mode = '', rounds = '0'] = process.argv;
const root = fileURLToPath(new URL('../..', import.meta.url));
const server = await createViteServer({
  ...config,
  configFile: false,
  root,
  logLevel: 'error',
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, ws: false, watch: null, hmr: false },
});
const { withWorkspaceLock } = await server.ssrLoadModule('/src/compose/lock.ts');

const locked = (/** @type {() => Promise<void>} */ work) =>
  withWorkspaceLock(workspaceRoot, `nx run ${mode}`, () => undefined, new AbortController().signal, work);

if (mode === 'hold')
  await locked(async () => {
    process.send?.('held');
    await sleep(600_000);
  });
for (let round = 0; round < Number(rounds); round++) {
  await locked(async () => {
    const file = join(workspaceRoot, 'count');
    const count = Number(await readFile(file, 'utf8'));
    await sleep(5);
    await writeFile(file, String(count + 1));
  });
  await sleep(1);
}
await server.close();
process.exit(0);
