import { ensureEngine } from '../engine/engine.mjs';
import { ToolError } from '../shared/tool-error.mjs';
import { formatTime } from '../shared/time.mjs';
import { imageId } from './docker.mjs';
import { request } from './http.mjs';
import { installTools, packPackages } from './packages.mjs';
import { api, guestbook, nx, services, short, urlOf, workspace } from './places.mjs';
import { requirePlace } from './ports.mjs';
import { run } from './run-command.mjs';
import { bringGuestbook, makeWorkspace, scaffoldApi } from './workspace.mjs';

/** @typedef {import('./report.mjs').Report} Report */
/** @typedef {import('./run-command.mjs').Work} Work */

/** The whole demo, from nothing to two services that answer. @param {Report} report @param {AbortSignal} signal */
export async function runDemo(report, signal) {
  const started = Date.now();
  await requirePlace();
  report.say(
    'pydock: two Python services, from source files to healthy containers, in a fresh Nx workspace.',
  );
  await prepareDemo(report, signal);
  const built = await report.step('Build both images', (step) => build({ step, signal }));
  await report.step('Start both, and wait until they are healthy', async (step) => {
    await run(nx('run-many', '-t', 'docker-up'), { step, signal });
  });
  await report.step('Request both', (step) => requestBoth({ step, signal }));
  await report.step('Data outlives its container', (step) => outlive({ step, signal }));
  report.say(closing(built, Date.now() - started));
}

/** Everything up to a workspace with both services in it. @param {Report} report @param {AbortSignal} signal */
export async function prepareDemo(report, signal) {
  await report.step("This repository's tools", (step) => installTools({ step, signal }));
  await report.step('A Docker engine', async (step) => {
    step.command('npm run engine');
    await ensureEngine({ log: step.line, images: ['3.13'] });
    signal.throwIfAborted();
  });
  const packed = await report.step('pydock, built and packed', (step) => packPackages({ step, signal }));
  await report.step('An Nx workspace with pydock', (step) => makeWorkspace({ step, signal }, packed));
  await report.step('A new service: api', (step) => scaffoldApi({ step, signal }));
  await report.step('An existing Flask project: guestbook', (step) => bringGuestbook({ step, signal }));
}

/** Builds what is stale. @param {Work} work @returns {Promise<boolean>} whether anything was built */
export async function build(work) {
  const ids = () => Promise.all(services.map(({ image }) => imageId(image)));
  const before = await ids();
  await run(nx('run-many', '-t', 'docker-build'), work);
  const after = await ids();
  const built = after.some((id, index) => id === null || id !== before[index]);
  if (!built) work.step.line('nothing was built: both images are up to date');
  return built;
}

/** @param {Work} work */
async function requestBoth(work) {
  work.step.line(await request(work, api, ''));
  const page = await request(work, guestbook, '');
  work.step.line(/<h1>.*<\/h1>/.exec(page)?.[0] ?? page);
}

/** An entry survives the container that wrote it. @param {Work} work */
async function outlive(work) {
  const text = `written at ${new Date().toISOString()}`;
  await request(work, guestbook, '/entries', { name: 'Ada', text });
  await run(nx('run', 'guestbook:docker-down'), work);
  await run(nx('run', 'guestbook:docker-up'), work);
  const entries = /** @type {{ name: string, text: string }[]} */ (
    JSON.parse(await request(work, guestbook, '/entries'))
  );
  const found = entries.find((entry) => entry.text === text);
  if (!found) throw lost(text);
  work.step.line(`${found.name}: ${found.text}`);
  work.step.line(
    `still there, ${entries.length === 1 ? 'the only entry' : `one of ${entries.length} entries`}`,
  );
}

/** @param {string} text */
const lost = (text) =>
  new ToolError('PYDOCK_DEMO_DATA_LOST', {
    what: `The entry "${text}" is gone after docker-down and docker-up.`,
    why: 'The volume data of guestbook does not hold what was written below /var/lib/guestbook.',
    todo: 'This is a defect of pydock; docker volume inspect pydock-demo_data says what the volume is.',
  });

/** @param {boolean} built @param {number} elapsed */
const closing = (built, elapsed) => `
Done in ${formatTime(elapsed)}${built ? '' : '; nothing was built: both images are up to date'}. Both services are running:
${services.map((service) => `  ${service.name.padEnd(10)} ${urlOf(service)}`).join('\n')}

Look:   cd ${short(workspace)}
        docker compose ps
        docker compose logs --follow guestbook
        npx nx show project guestbook
Stop:   npm run demo -- --stop             keeps images, volume and workspace
        npm run demo -- --stop --clean     keeps nothing`;
