import { request } from 'node:http';
import { lastWords, run } from './run.mjs';
import { engineLast } from './paths.mjs';

/** @typedef {import('./endpoints.mjs').Endpoint} Endpoint */
/** @typedef {Endpoint & { version: string, apiVersion: string }} Engine */
/** @typedef {Endpoint & { error: string }} Silence */

const PROBE_MS = 3_000;

/**
 * Where node:http finds an engine; null for ssh and TLS, where only the docker CLI does.
 * @param {Pick<Endpoint, 'url' | 'tls'>} endpoint
 */
export function address({ url, tls }) {
  const [, scheme, rest = ''] = /^(\w+):\/\/(.*)$/.exec(url) ?? [];
  if (scheme === 'unix' || scheme === 'npipe') return { socketPath: rest };
  if ((scheme !== 'tcp' && scheme !== 'http') || tls || !URL.canParse(`http://${rest}`)) return null;
  const { hostname, port } = new URL(`http://${rest}`);
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || (scheme === 'http' ? 80 : 2375)) };
}

/**
 * GETs a path of the engine's API.
 * @param {Endpoint} endpoint
 * @param {string} path
 * @returns {Promise<{ status: number, body: string }>}
 */
export function get(endpoint, path) {
  return new Promise((resolve, reject) => {
    const call = request({ ...address(endpoint), path, timeout: PROBE_MS, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (/** @type {string} */ chunk) => (body += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      response.on('error', reject);
    });
    call.on('timeout', () => call.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })));
    call.on('error', reject);
    call.end();
  });
}

/** The engine behind an endpoint, or why there is none. @param {Endpoint} endpoint @returns {Promise<Engine | Silence>} */
export async function probe(endpoint) {
  if (!endpoint.url) return { ...endpoint, error: 'it names no engine' };
  try {
    const text = address(endpoint) ? (await get(endpoint, '/version')).body : await versionByCli();
    /** @type {unknown} */
    const json = JSON.parse(text);
    const version = member(json, 'Version');
    const apiVersion = member(json, 'ApiVersion') ?? member(json, 'APIVersion');
    return version && apiVersion
      ? { ...endpoint, version, apiVersion }
      : { ...endpoint, error: 'it answers, but not as a Docker engine' };
  } catch (error) {
    return { ...endpoint, error: reason(error) };
  }
}

/** The docker CLI finds a configured engine by itself. */
async function versionByCli() {
  const args = ['version', '--format', '{{json .Server}}'];
  const outcome = await run('docker', args, { env: engineLast(process.env), limitMs: 5 * PROBE_MS });
  if (outcome.code !== 0) throw new Error(lastWords(outcome, 1));
  return outcome.stdout;
}

/** A text member of parsed JSON. @param {unknown} json @param {string} name @returns {string | undefined} */
export function member(json, name) {
  if (typeof json !== 'object' || json === null) return undefined;
  /** @type {unknown} */
  const value = Reflect.get(json, name);
  return typeof value === 'string' ? value : undefined;
}

/** @param {unknown} error */
const reason = (error) =>
  error instanceof SyntaxError
    ? 'it answers, but not as a Docker engine'
    : (member(error, 'code') ?? (error instanceof Error && error.message ? error.message : String(error)));

/** Whether the engine has an image. @param {Endpoint} endpoint @param {string} reference */
export const hasImage = async (endpoint, reference) =>
  (await get(endpoint, `/images/${reference}/json`)).status === 200;
