import { isDefaultSocket } from './paths.mjs';
import { explain } from './explain.mjs';

/**
 * What is, as far as the decision needs it.
 * @typedef {object} Facts
 * @property {NodeJS.Platform} platform
 * @property {number} uid -1 where there are no user ids
 * @property {OsRelease} os
 * @property {import('./api.mjs').Engine | null} engine the first that answers
 * @property {import('./api.mjs').Silence[]} silent those that don't
 * @property {string | null} compose version of `docker compose`
 */
/** @typedef {{ id: string, version: string, codename: string }} OsRelease */
/** @typedef {'debian' | 'ubuntu'} Distribution */
/**
 * @typedef {{ do: 'use', engine: import('./api.mjs').Engine, compose: string }
 *   | { do: 'install', distribution: Distribution, daemon: boolean }
 *   | ({ do: 'explain' } & import('./explain.mjs').Explanation)} Decision
 */

export const OLDEST_API = '1.44';

/** From what is to what to do. @param {Facts} facts @returns {Decision} */
export function decide(facts) {
  const { engine, compose, silent } = facts;
  const distribution = installable(facts);
  if (engine && !atLeast(engine.apiVersion, OLDEST_API)) return { do: 'explain', ...explain.tooOld(engine) };
  if (engine && compose) return { do: 'use', engine, compose };
  if (engine && distribution) return { do: 'install', distribution, daemon: false };
  if (engine) return { do: 'explain', ...explain.noCompose(engine) };
  const elsewhere = silent.find(({ configured, url }) => configured && !isDefaultSocket(url));
  if (elsewhere) return { do: 'explain', ...explain.configuredSilent(elsewhere) };
  const forbidden = silent.find(({ error }) => error === 'EACCES');
  if (forbidden) return { do: 'explain', ...explain.forbidden(forbidden) };
  if (distribution) return { do: 'install', distribution, daemon: true };
  return { do: 'explain', ...explain.notInstallable(facts) };
}

/** The distributions this tool can install an engine on, as root. @param {Facts} facts @returns {Distribution | null} */
function installable({ platform, uid, os }) {
  if (platform !== 'linux' || uid !== 0) return null;
  // Debian's testing and unstable have no version.
  if (os.id === 'debian' && (!os.version || atLeast(os.version, '12'))) return 'debian';
  return os.id === 'ubuntu' && atLeast(os.version, '22.04') ? 'ubuntu' : null;
}

/** Compares dotted versions by number. @param {string} version @param {string} oldest */
export function atLeast(version, oldest) {
  const [have, need] = [version.split('.').map(Number), oldest.split('.').map(Number)];
  const differs = need.findIndex((number, index) => (have[index] ?? 0) !== number);
  return differs < 0 || (have[differs] ?? 0) > (need[differs] ?? 0);
}

/** The parts of /etc/os-release that matter here. @param {string} text @returns {OsRelease} */
export function parseOsRelease(text) {
  /** @param {string} key */
  const value = (key) => new RegExp(`^${key}=["']?([^"'\\n]*)`, 'm').exec(text)?.[1] ?? '';
  return { id: value('ID'), version: value('VERSION_ID'), codename: value('VERSION_CODENAME') };
}

/** Whether a command line is the dockerd that this tool started. @param {readonly string[]} argv @param {string} pidFile */
export const isOurDaemon = (argv, pidFile) =>
  isProgram(argv, 'dockerd') && argv.includes(`--pidfile=${pidFile}`);

/** Whether a command line runs a program of that name. @param {readonly string[]} argv @param {string} name */
export const isProgram = (argv, name) => argv[0]?.split('/').at(-1) === name;

/**
 * Whether to link our docker CLI into /usr/local/bin: where there is none, or only the distribution's old one.
 * @param {string | null} found the docker CLI on PATH
 */
export const needsDockerLink = (found) =>
  found === null || found === '/usr/bin/docker' || found === '/bin/docker';
