import { existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { aptGet, installPackages, suiteOptions } from './apt.mjs';
import { needsDockerLink } from './decide.mjs';
import { EngineError } from './errors.mjs';
import { observeMirror, pluginVersion, which } from './observe.mjs';
import { ROOT, STATE, engineFirst, withSbin } from './paths.mjs';
import { lastLines, lastWords, run, step } from './run.mjs';

/** @typedef {import('./run.mjs').Log} Log */

const DEBIAN_PACKAGES = ['docker.io', 'iptables', 'debootstrap', 'tini'];
const UBUNTU_PACKAGES = ['docker.io', 'docker-compose-v2', 'docker-buildx', 'iptables'];
const CURRENT_PACKAGES = ['docker.io', 'docker-cli', 'docker-compose', 'docker-buildx', 'containerd'];
const CURRENT_SUITES = ['unstable', 'trixie'];
const PLUGIN_FOLDER = '/usr/local/lib/docker/cli-plugins';
const DOCKER_LINK = '/usr/local/bin/docker';

export const hasSystemd = () => existsSync('/run/systemd/system');

/**
 * Installs an engine with compose and buildx where it is missing.
 * @param {Log} log
 * @param {import('./decide.mjs').Distribution} distribution
 */
export const install = (log, distribution) => (distribution === 'debian' ? onDebian(log) : onUbuntu(log));

/** Ubuntu's own packages are current. @param {Log} log */
async function onUbuntu(log) {
  await installPackages(log, UBUNTU_PACKAGES, { startServices: hasSystemd() });
}

/** Debian's own runc, tini and iptables, and beside them the current engine of a newer Debian. @param {Log} log */
async function onDebian(log) {
  const docker = which('docker');
  const added = await installPackages(log, DEBIAN_PACKAGES, { startServices: false });
  // Debian 12's engine is too old for pydock, so it must not start at boot either.
  if (added && hasSystemd()) await run('systemctl', ['disable', 'docker.service', 'docker.socket']);
  if (!existsSync(`${ROOT}/usr/sbin/dockerd`)) await unpackCurrent(log);
  if (needsDockerLink(docker)) link(log, `${ROOT}/usr/bin/docker`, DOCKER_LINK);
  await linkPlugins(log);
}

/** The newest suite whose programs run on this machine wins. @param {Log} log */
async function unpackCurrent(log) {
  const mirror = observeMirror();
  if (!mirror) throw noMirror();
  const failures = [];
  for (const suite of CURRENT_SUITES) {
    try {
      await step(log, `Unpacking the engine of Debian ${suite} into ${ROOT}`, (onLine) =>
        unpackSuite(suite, mirror, onLine),
      );
      return;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      log(`  not the engine of Debian ${suite}: ${why}`);
      failures.push(`Debian ${suite}: ${why}`);
    } finally {
      rmSync(`${STATE}/unpack`, { recursive: true, force: true });
    }
  }
  throw new EngineError('INSTALL', {
    what: 'No current engine could be unpacked.',
    why: failures.join('\n'),
    todo: 'Install Docker 25 or newer by hand: https://docs.docker.com/engine/install/',
  });
}

/**
 * Downloads and unpacks one suite's packages, tries them, and only then puts them in place.
 * @param {string} suite
 * @param {import('./apt-sources.mjs').Mirror} mirror
 * @param {Log} onLine
 */
async function unpackSuite(suite, mirror, onLine) {
  const folder = `${STATE}/unpack`;
  const [debs, root] = [`${folder}/debs`, `${folder}/root`];
  mkdirSync(debs, { recursive: true });
  const options = suiteOptions(folder, suite, mirror);
  await aptGet([...options, 'update'], { onLine });
  await aptGet([...options, 'download', ...CURRENT_PACKAGES], { onLine, cwd: debs });
  const files = readdirSync(debs).map((name) => `${debs}/${name}`);
  const unpacked = await Promise.all(files.map((file) => run('dpkg', ['-x', file, root])));
  const broken = unpacked.find(({ code }) => code !== 0);
  if (broken) throw new Error(lastWords(broken));
  const trial = await run(`${root}/usr/sbin/dockerd`, ['--version']);
  if (trial.code !== 0) throw new Error(`its dockerd does not run here: ${lastWords(trial)}`);
  rmSync(`${root}/usr/bin/docker-init`, { force: true });
  symlinkSync('/usr/bin/tini-static', `${root}/usr/bin/docker-init`);
  renameSync(root, ROOT);
  onLine(lastLines(trial.stdout, 1));
}

/** For every user, and only what the docker CLI does not have yet. @param {Log} log */
async function linkPlugins(log) {
  for (const plugin of ['compose', 'buildx']) {
    if (await pluginVersion(plugin)) continue;
    const name = `docker-${plugin}`;
    link(log, `${ROOT}/usr/libexec/docker/cli-plugins/${name}`, `${PLUGIN_FOLDER}/${name}`);
  }
}

/** Links what is not there yet, or is a link of ours. @param {Log} log @param {string} target @param {string} path */
function link(log, target, path) {
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (there && !(there.isSymbolicLink() && !existsSync(path))) return;
  mkdirSync(path.slice(0, path.lastIndexOf('/')), { recursive: true });
  rmSync(path, { force: true });
  symlinkSync(target, path);
  log(`  linked ${path} to ${target}`);
}

/** The program and environment of the engine to start. @param {import('./decide.mjs').Distribution} distribution */
export function daemonProgram(distribution) {
  if (distribution === 'debian')
    return { program: `${ROOT}/usr/sbin/dockerd`, env: engineFirst(process.env) };
  const env = withSbin(process.env);
  return { program: which('dockerd', env) ?? 'dockerd', env };
}

const noMirror = () =>
  new EngineError('INSTALL', {
    what: 'No current engine could be unpacked.',
    why: 'The apt sources of this machine name no Debian archive to take it from.',
    todo: 'Add the Debian archive to /etc/apt/sources.list, then run `npm run engine` again.',
  });
