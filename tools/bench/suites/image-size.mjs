import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureEngine } from '../../engine/engine.mjs';
import { repository } from '../../demo/places.mjs';
import { command, execute } from '../../shared/command.mjs';
import { ToolError } from '../../shared/tool-error.mjs';
import { baseFor, classicDockerfile, layerBytes, megabytes } from '../image-size.mjs';
import { lockingOf } from './image-size/locks.mjs';

/** @typedef {import('../../../packages/core/src/index.js').Detection} Detection */
/** @typedef {import('../suite.mjs').Surroundings} Surroundings */
/** @typedef {typeof import('../../../packages/core/src/index.js')} Core */
/** @typedef {typeof import('../../../packages/engine/src/index.js')} Engine */
/** @typedef {typeof import('../../../packages/pydock/src/executors/build/host.js')} Host */
/** @typedef {{ core: Core, engine: Engine, host: Host }} Modules */
/** A copy of examples/, the files lent to a build, and the tags that were given. */
/** @typedef {{ root: string, lent: string[], tags: string[], signal: AbortSignal }} Place */

const recipe = 'the classic Dockerfile';

/** The layers above the base image: of the scaffolded Dockerfile and of the classic one, for every example. */
/** @type {import('../suite.mjs').Runner} */
export async function imageSize({ say, signal }) {
  await ensureEngine({ log: say, images: ['3.13', '3.14'] });
  await succeed(command(repository, 'npm', 'run', 'build'), signal);
  const modules = await load();
  const root = await mkdtemp(join(tmpdir(), 'pydock-bench-'));
  const lent = modules.core
    .buildSecrets({ usual: true, byId: {} }, modules.host.host(root))
    .flatMap((secret) => ('file' in secret ? ['--secret', `id=${secret.id},src=${secret.file}`] : []));
  /** @type {Place} */
  const place = { root, lent, tags: [], signal };
  try {
    await cp(join(repository, 'examples'), root, { recursive: true });
    say('Locking what is not locked …');
    await succeed(lockingOf(modules.engine.diskTree(root), root, await filesOf(root)), signal);
    const bases = await pythonImages(signal);
    const results = [];
    for (const subject of subjectsOf(modules, root, await filesOf(root), say)) {
      const result = await measured(modules, place, subject, bases, say);
      if (result) results.push(result);
    }
    return results;
  } finally {
    for (const tag of place.tags) await execute(command(root, 'docker', 'rmi', '--force', tag));
    await rm(root, { recursive: true, force: true });
  }
}

/** What is built of the packages. @returns {Promise<Modules>} */
async function load() {
  const from = async (/** @type {string} */ path) =>
    import(pathToFileURL(join(repository, 'packages', path)).href);
  const [core, engine, host] = await Promise.all([
    from('core/dist/index.js'),
    from('engine/dist/index.js'),
    from('pydock/dist/executors/build/host.js'),
  ]);
  return { core, engine, host };
}

/** @param {string} root */
const filesOf = async (root) => {
  const files = await readdir(root, { recursive: true });
  return files.filter((file) => !/(^|\/)(__pycache__|\.venv|node_modules)(\/|$)/.test(file));
};

/** The apps among the examples. @param {Modules} modules @param {string} root @param {readonly string[]} files @param {(line: string) => void} say */
function subjectsOf({ core, engine }, root, files, say) {
  const { apps, unsettled } = core.surveyProjects(engine.diskTree(root), core.likelyProjects(files));
  for (const { root, error } of unsettled)
    say(`image-size/${root}  left out: ${error.code}, as it is meant to`);
  return apps;
}

/**
 * Null where the example can't be built here.
 * @param {Modules} modules
 * @param {Place} place
 * @param {Detection} detection
 * @param {readonly string[]} bases
 * @param {(line: string) => void} say
 * @returns {Promise<import('../suite.mjs').Result | null>}
 */
async function measured({ core }, place, detection, bases, say) {
  const project = core.settledProject(detection);
  const { root, python } = project;
  const image = `python:${baseFor(python.version, bases) ?? python.version}-slim`;
  const mounts = /** @type {const} */ (['ca-bundle', 'netrc', 'pip-conf']).map((id) => core.secretMount(id));
  const base = await bytesOf(place, image);
  const above = async (
    /** @type {string} */ name,
    /** @type {string} */ text,
    /** @type {string} */ ignore,
  ) => {
    try {
      return megabytes(
        (await bytesOf(place, await built(place, `${root}-${name}`, image, text, ignore))) - base,
      );
    } catch (error) {
      if (!(error instanceof ToolError)) throw error;
      say(`${root}: the ${name} Dockerfile does not build here\n${error.message}`);
      return null;
    }
  };
  const ours = await above('scaffolded', core.renderDockerfile(project), core.renderDockerignore(project));
  const theirs = await above('classic', classicDockerfile(project, image, mounts), '');
  say(`image-size/${root}  ${ours?.toFixed(2) ?? '-'}  ${theirs?.toFixed(2) ?? '-'}`);
  if (ours === null) return null;
  const peer = theirs === null ? null : recipe;
  return {
    name: `image-size/${root}`,
    unit: 'MB',
    peer,
    ours: [ours],
    theirs: theirs === null ? null : [theirs],
  };
}

/** Builds an image, whole copy of examples/ as the context. @returns {Promise<string>} its tag
 * @param {Place} place @param {string} name @param {string} image @param {string} text @param {string} ignore */
async function built({ root, lent, tags, signal }, name, image, text, ignore) {
  const tag = `pydock-bench-${name.replaceAll('/', '-').toLowerCase()}`;
  const file = join(root, `${tag}.Dockerfile`);
  await writeFile(file, text);
  await writeFile(`${file}.dockerignore`, `${ignore}\n*.Dockerfile\n*.Dockerfile.dockerignore\n`);
  const args = ['--build-arg', `PYTHON_IMAGE=${image}`, '--file', file, '--tag', tag];
  await succeed(command(root, 'docker', 'build', ...args, ...lent, '.'), signal);
  tags.push(tag);
  return tag;
}

/** What an image's layers hold. @param {Place} place @param {string} image */
async function bytesOf({ root, signal }, image) {
  const history = command(root, 'docker', 'history', '--human=false', '--format', '{{.Size}}', image);
  return layerBytes(await succeed(history, signal));
}

/** The Pythons that the engine has a base image of. @param {AbortSignal} signal */
async function pythonImages(signal) {
  const tags = await succeed(
    command(repository, 'docker', 'images', 'python', '--format', '{{.Tag}}'),
    signal,
  );
  return tags.flatMap((tag) => /^(3\.\d+)-slim$/.exec(tag)?.[1] ?? []);
}

/** @param {import('../../shared/command.mjs').Command} wanted @param {AbortSignal} signal */
async function succeed(wanted, signal) {
  const { code, lines } = await execute(wanted, { signal });
  if (code === 0) return lines;
  throw new ToolError('PYDOCK_BENCH_COMMAND_FAILED', {
    what: `${wanted.shown} failed, so nothing can be measured.`,
    why: lines.slice(-20).join('\n'),
    todo: 'Mend what it says, and run it again.',
  });
}
