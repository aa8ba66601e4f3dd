import { homedir } from 'node:os';
import { join } from 'node:path';

/** Everything the engine keeps on this machine: removing this folder removes engine, containers and images. */
export const STATE = '/var/lib/pydock-engine';
/** The engine's programs, unpacked beside the system's own. */
export const ROOT = `${STATE}/root`;
/** Images, containers and volumes. */
export const STORE = `${STATE}/store`;
/** Sockets and pid files of a running engine. */
export const RUNTIME = '/run/pydock-engine';
export const PID_FILE = `${STATE}/docker.pid`;
export const CONTAINERD_PID_FILE = `${RUNTIME}/containerd/containerd.pid`;
export const LOG_FILE = `${STATE}/dockerd.log`;
export const LOCK_FILE = '/run/pydock-engine.lock';
export const DEFAULT_URL = 'unix:///var/run/docker.sock';

/** /var/run is a link to /run. @param {string} url */
export const isDefaultSocket = (url) => url === DEFAULT_URL || url === 'unix:///run/docker.sock';

/** Where the root file systems of base images are kept. @param {NodeJS.ProcessEnv} env */
export const cacheFolder = (env) =>
  join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'pydock', 'engine');

/** The environment for programs of the system, whose PATH may lack sbin. @param {NodeJS.ProcessEnv} env */
export const withSbin = (env) => ({ ...env, PATH: `${env['PATH'] ?? ''}:/usr/sbin:/sbin` });

/** The environment for programs of the engine: its own folder first. @param {NodeJS.ProcessEnv} env */
export const engineFirst = (env) => {
  const { PATH } = withSbin(env);
  return { ...env, PATH: `${ROOT}/usr/bin:${ROOT}/usr/sbin:${PATH}` };
};

/** The environment for the docker CLI: the user's own first, ours where there is none. @param {NodeJS.ProcessEnv} env */
export const engineLast = (env) =>
  process.platform === 'linux' ? { ...env, PATH: `${env['PATH'] ?? ''}:${ROOT}/usr/bin` } : env;
