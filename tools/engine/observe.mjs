import { accessSync, constants, existsSync, readFileSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { probe } from './api.mjs';
import { debianMirror, parseDeb822, parseList } from './apt-sources.mjs';
import { parseOsRelease } from './decide.mjs';
import { endpoints } from './endpoints.mjs';
import { engineLast } from './paths.mjs';
import { run } from './run.mjs';

/** @typedef {import('./api.mjs').Engine} Engine */
/** @typedef {import('./api.mjs').Silence} Silence */

/** What the decision needs to know. @returns {Promise<import('./decide.mjs').Facts>} */
export async function observe() {
  const [answers, compose] = await Promise.all([observeEngines(), composeVersion()]);
  return {
    platform: process.platform,
    uid: process.getuid?.() ?? -1,
    os: osRelease(),
    ...answers,
    compose,
  };
}

/** Who answers and who doesn't. @returns {Promise<{ engine: Engine | null, silent: Silence[] }>} */
export async function observeEngines() {
  const answers = await Promise.all(endpoints(process.env).map(probe));
  const engine = answers.find((answer) => 'version' in answer) ?? null;
  return { engine, silent: answers.filter((answer) => 'error' in answer) };
}

/** The version of a docker CLI plugin; null when it does not run. @param {string} plugin */
export async function pluginVersion(plugin) {
  const { code, stdout } = await run('docker', [plugin, 'version'], {
    env: engineLast(process.env),
    limitMs: 20_000,
  });
  return code === 0 ? (/v?(\d+\.\d+\.\d+\S*)/.exec(stdout)?.[1] ?? stdout.trim()) : null;
}

const composeVersion = () => pluginVersion('compose');

/** The distribution that runs here. */
export const osRelease = () => parseOsRelease(read('/etc/os-release'));

/** The Debian archive that this machine's own apt uses. */
export function observeMirror() {
  const folder = '/etc/apt/sources.list.d';
  const names = existsSync(folder) ? readdirSync(folder) : [];
  /** @param {string} ending */
  const files = (ending) =>
    names.filter((name) => name.endsWith(ending)).map((name) => read(join(folder, name)));
  const lists = [read('/etc/apt/sources.list'), ...files('.list')].flatMap(parseList);
  const mirror = debianMirror([...lists, ...files('.sources').flatMap(parseDeb822)], osRelease());
  return mirror && { ...mirror, uri: firstOfMirrorList(mirror.uri) };
}

/** Whether this machine takes lists from its archive that are out of date: then so must what is made from it. */
export async function mayBeExpired() {
  const { stdout } = await run('apt-config', ['dump', 'Acquire::Check-Valid-Until']);
  return /"(false|no|off|without|0)"/i.test(stdout);
}

/** `mirror+file:` names a list of mirrors, which apt reads and debootstrap does not. @param {string} uri */
function firstOfMirrorList(uri) {
  if (!uri.startsWith('mirror+file:')) return uri;
  const first = /^\s*(https?:\S+)/m.exec(read(uri.replace(/^mirror\+file:(\/\/)?/, '')))?.[1];
  return (first ?? uri).replace(/\/+$/, '');
}

/** Where a program is on PATH. @param {string} name @param {NodeJS.ProcessEnv} [env] */
export function which(name, env = process.env) {
  const folders = (env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name)).find(isExecutable) ?? null;
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A file's text; empty where there is none. @param {string} file */
export function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
