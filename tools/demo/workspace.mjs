import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { command, execute } from '../shared/command.mjs';
import { tarballsIn } from './packages.mjs';
import { example, guestbook, nx, projectName, short, workspace } from './places.mjs';
import { run } from './run-command.mjs';

/** @typedef {import('./run-command.mjs').Work} Work */

const NX = ['nx@24.0.6', '@nx/devkit@24.0.0'];

/** An Nx workspace with these packages installed and pydock registered. @param {Work} work @param {string} packed */
export async function makeWorkspace(work, packed) {
  const { step, signal } = work;
  step.line(`directory: ${short(workspace)}`);
  await mkdir(workspace, { recursive: true });
  await writeNew('package.json', json({ name: projectName, version: '0.0.0', private: true }));
  await writeNew('nx.json', json({ analytics: false, neverConnectToCloud: true }));
  await writeNew('.gitignore', 'node_modules/\n.nx/\n');
  // A repository of its own, where there is git: Nx then looks no further up for ignore files.
  if (!existsSync(join(workspace, '.git')))
    await execute(command(workspace, 'git', 'init', '--quiet'), { signal });
  if (await isInstalled(packed)) step.line('installed already: these packages of pydock');
  else await install(work, packed);
  if (!(await text('nx.json')).includes('"pydock"')) await run(nx('g', 'pydock:init'), work);
}

/** npm writes down what it has installed when it is done. @param {string} packed */
const isInstalled = async (packed) =>
  existsSync(join(workspace, 'node_modules', '.package-lock.json')) &&
  (await text('package.json')).includes(short(packed).replace('tmp', 'file:..').replaceAll('\\', '/'));

/** @param {Work} work @param {string} packed */
async function install(work, packed) {
  const tarballs = await tarballsIn(packed);
  const install = command(workspace, 'npm', 'install', '-D', ...NX, ...tarballs);
  const shown = `npm install -D ${NX.join(' ')} pydock   # from ${short(packed)}`;
  await run(
    { ...install, shown },
    { ...work, show: (lines) => lines.filter((line) => /^(added|changed|removed)/.test(line)) },
  );
}

/** A new service, scaffolded whole. @param {Work} work */
export async function scaffoldApi(work) {
  if (existsSync(join(workspace, 'api', 'project.json'))) return work.step.line('there already');
  await run(nx('g', 'pydock:service', 'api'), work);
}

/** An existing project without a Dockerfile, brought in; then given a volume. @param {Work} work */
export async function bringGuestbook(work) {
  const { step } = work;
  const directory = join(workspace, guestbook.name);
  const file = join(guestbook.name, 'project.json');
  if (!existsSync(join(workspace, file))) {
    step.command(`cp -r ${short(example)} ${short(workspace)}`);
    await cp(example, directory, { recursive: true });
    await run(nx('g', 'pydock:dockerize', guestbook.name), work);
  } else step.line('there already');
  const project = /** @type {ProjectFile} */ (JSON.parse(await text(file)));
  const options = { ports: [`${guestbook.port}:8000`], volumes: ['data:/var/lib/guestbook'] };
  const target = (project.targets['docker-up'] ??= {});
  if (JSON.stringify(target.options) === JSON.stringify(options)) return;
  if (target.options?.['volumes']) return;
  target.options = { ...target.options, ...options };
  await writeFile(join(workspace, file), json(project));
  step.line(`${file}, options of docker-up, a port and a named volume:`);
  step.line(json(target.options).trimEnd());
}

/** @typedef {{ targets: Record<string, { options?: Record<string, unknown> }> }} ProjectFile */

const json = (/** @type {unknown} */ value) => `${JSON.stringify(value, null, 2)}\n`;

const text = (/** @type {string} */ name) => readFile(join(workspace, name), 'utf8');

/** @param {string} name @param {string} content */
async function writeNew(name, content) {
  if (!existsSync(join(workspace, name))) await writeFile(join(workspace, name), content);
}
