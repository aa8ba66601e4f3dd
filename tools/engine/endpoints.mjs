import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { member } from './api.mjs';
import { DEFAULT_URL } from './paths.mjs';

/**
 * Where an engine may be. `configured` means the docker CLI looks there and nowhere else.
 * @typedef {object} Endpoint
 * @property {string} url
 * @property {string} source
 * @property {boolean} configured
 * @property {boolean} tls
 */

/** Where to look for an engine, in the docker CLI's order. @param {NodeJS.ProcessEnv} env @returns {Endpoint[]} */
export function endpoints(env) {
  const host = env['DOCKER_HOST'];
  if (host) {
    const tls = Boolean(env['DOCKER_TLS_VERIFY'] || env['DOCKER_TLS']);
    return [{ url: host, source: 'DOCKER_HOST', configured: true, tls }];
  }
  const folder = env['DOCKER_CONFIG'] || join(homedir(), '.docker');
  const context = env['DOCKER_CONTEXT'] || member(json(join(folder, 'config.json')), 'currentContext');
  return context && context !== 'default' ? [contextEndpoint(folder, context)] : unconfigured(env);
}

/** @param {string} folder @param {string} context @returns {Endpoint} */
function contextEndpoint(folder, context) {
  const id = createHash('sha256').update(context).digest('hex');
  const meta = json(join(folder, 'contexts', 'meta', id, 'meta.json'));
  const docker = object(object(meta, 'Endpoints'), 'docker');
  const tls = existsSync(join(folder, 'contexts', 'tls', id, 'docker'));
  const url = member(docker, 'Host') ?? '';
  return { url, source: `the docker context "${context}"`, configured: true, tls };
}

/** @param {NodeJS.ProcessEnv} env @returns {Endpoint[]} */
function unconfigured(env) {
  const url = process.platform === 'win32' ? 'npipe:////./pipe/docker_engine' : DEFAULT_URL;
  const system = { url, source: 'the default socket', configured: false, tls: false };
  const folder = env['XDG_RUNTIME_DIR'];
  if (!folder) return [system];
  return [system, { ...system, url: `unix://${folder}/docker.sock`, source: 'the rootless socket' }];
}

/** @param {string} file @returns {unknown} */
function json(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** @param {unknown} parent @param {string} name @returns {unknown} */
const object = (parent, name) =>
  typeof parent === 'object' && parent !== null ? Reflect.get(parent, name) : undefined;
