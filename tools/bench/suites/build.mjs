import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from '../../demo/places.mjs';
import { ensureEngine } from '../../engine/engine.mjs';
import { command } from '../../shared/command.mjs';
import { runner, timed } from '../suite.mjs';
import { scaffoldExample } from './build/example.mjs';
import { makeServices, monorepo } from './build/monorepo.mjs';
import { installNx, nxCommand } from './build/nx-workspace.mjs';
import { bake, buildx, edit, executorBody, removeImages, succeed, writeBakeFile } from './build/subjects.mjs';
import { countingSocket } from './build/traffic.mjs';

/** @typedef {import('./build/subjects.mjs').Place} Place */
/** @typedef {(place: Place, ...names: string[]) => Promise<void>} Builder */
/**
 * Three workspaces: the uv example, the monorepo, and one that is new each time.
 * @typedef {{ directory: string, ours: Builder, shop: Place, mono: Place, cold: Place, signal: AbortSignal,
 *   traffic: Awaited<ReturnType<typeof countingSocket>> }} Context
 */

/** @param {import('../suite.mjs').Surroundings} surroundings @returns {Promise<Context>} */
async function open({ say, signal }) {
  const { socket } = await ensureEngine({ log: say, images: ['3.13'] });
  await succeed(command(repository, 'npm', 'run', 'build'), signal);
  const directory = await mkdtemp(join(tmpdir(), 'pydock-bench-'));
  const at = async (/** @type {string} */ name) => {
    await mkdir(join(directory, name));
    return join(directory, name);
  };
  const [shop, mono, cold] = [await at('shop'), await at('mono'), await at('cold')];
  say('50 services of 20,000 files');
  const services = await makeServices(mono, monorepo);
  const coldServices = await makeServices(
    cold,
    coldNames.map((name) => ({ name, files: 400 })),
  );
  await installNx(mono, signal);
  const context = {
    directory,
    signal,
    ours: await executorBody(),
    shop: { directory: shop, signal, ...(await scaffoldExample(shop)) },
    mono: { directory: mono, signal, services, lent: [] },
    cold: { directory: cold, signal, services: coldServices, lent: [] },
    traffic: await countingSocket(directory, socket.replace(/^unix:\/\//, '')),
  };
  for (const place of [context.shop, context.mono]) await writeBakeFile(place);
  return context;
}

const coldNames = Array.from({ length: 10 }, (_, index) => `cold-${index}`);
const peers = /** @type {const} */ ({ 'docker buildx build': buildx, 'docker buildx bake': bake });

/** @typedef {import('../suite.mjs').Bench<Context>} Bench */
/** @typedef {'shop' | 'mono'} Where */

/** Ours against buildx and bake, of one service. @param {string} name @param {Where} where @param {string} service @param {Partial<Bench>} [more] @returns {Bench[]} */
const both = (name, where, service, more = {}) =>
  Object.entries(peers).map(([peer, theirs]) => ({
    name,
    unit: 'ms',
    runs: 15,
    prepare: async (context) => {
      await context.ours(context[where], service);
      await theirs(context[where], service);
    },
    ours: (context) => timed(() => context.ours(context[where], service)),
    peer: { name: peer, run: (context) => timed(() => theirs(context[where], service)) },
    ...more,
  }));

/** @param {Where} where @param {string} service @param {string} [file] @returns {Partial<Bench>} */
const edited = (where, service, file) => ({ reset: (context) => edit(context[where], service, file) });

/** Bytes on the way to the engine, all protocols counted. @param {string} name @param {Where} where @param {readonly string[]} names @param {string} [file] @returns {Bench} */
const bytes = (name, where, names, file) => ({
  name,
  unit: 'bytes',
  runs: 15,
  reset: (context) => edit(context[where], names[0] ?? '', file),
  ours: (context) => context.traffic.during(() => context.ours(context[where], ...names)),
  peer: {
    name: 'docker buildx build',
    run: (context) => context.traffic.during(() => buildx(context[where], ...names)),
  },
});

/** @param {readonly string[]} args @returns {(context: Context) => Promise<number>} */
const nx =
  (...args) =>
  ({ mono, signal }) =>
    timed(() => succeed(nxCommand(mono.directory, ...args), signal));

/** The tree is somewhere else, and every layer of it another: no builder has seen it. @param {Context} context */
async function renew({ directory, cold }) {
  const next = join(directory, `cold-${process.hrtime.bigint()}`);
  await rename(cold.directory, next);
  await rm(join(next, '.pydock'), { recursive: true, force: true });
  cold.directory = next;
  await writeBakeFile(cold);
  await removeImages(coldNames);
  for (const name of coldNames)
    for (const file of ['pyproject.toml', 'src/app/part_7/module_7.py']) await edit(cold, name, file);
}

/** @param {Context} context */
async function close({ directory, traffic, shop, mono, cold }) {
  traffic.close();
  await removeImages([...shop.services, ...mono.services, ...cold.services].map(({ name }) => name));
  await rm(directory, { recursive: true, force: true });
}

const small = 'orders';

export const build = runner({
  open,
  close,
  benches: [
    ...both('build/noop', 'mono', 'svc-00'),
    ...both('build/noop-uv', 'shop', small),
    ...both('build/one-line', 'shop', small, edited('shop', small)),
    ...both('build/one-line-20k', 'mono', 'svc-01', edited('mono', 'svc-01')),
    bytes('build/bytes', 'shop', [small]),
    bytes('build/bytes-20k', 'mono', ['svc-01']),
    bytes('build/bytes-in-turn', 'shop', [small, 'web']),
    {
      name: 'build/cold',
      unit: 'ms',
      runs: 15,
      reset: renew,
      ours: (context) => timed(() => context.ours(context.cold, ...coldNames)),
      peer: { name: 'docker buildx bake', run: (context) => timed(() => bake(context.cold, ...coldNames)) },
    },
    {
      name: 'build/run-many-50-noop',
      unit: 'ms',
      runs: 15,
      prepare: async (context) => {
        await nx('run-many', '-t', 'docker-build')(context);
      },
      ours: nx('run-many', '-t', 'docker-build'),
      peer: { name: 'run-many of nothing', run: nx('run-many', '-t', 'nothing') },
    },
    {
      name: 'build/peer-nx-noop',
      unit: 'ms',
      runs: 15,
      ours: nx('run', 'svc-02:docker-build'),
      peer: { name: '@nx/docker', run: nx('run', 'svc-02:docker:build') },
    },
    {
      name: 'build/peer-nx-one-line',
      unit: 'ms',
      runs: 15,
      reset: ({ mono }) => edit(mono, 'svc-02'),
      ours: nx('run', 'svc-02:docker-build'),
      peer: { name: '@nx/docker', run: nx('run', 'svc-02:docker:build') },
    },
  ],
});
