import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { sourceOf } from './apt-sources.mjs';
import { installPackages } from './apt.mjs';
import { EngineError } from './errors.mjs';
import { mayBeExpired, observeMirror, osRelease, which } from './observe.mjs';
import { withSbin } from './paths.mjs';
import { lastWords, run, step } from './run.mjs';

/** @typedef {import('./run.mjs').Log} Log */
/** @typedef {import('./apt-sources.mjs').Mirror} Mirror */

const PACKAGES = ['python3', 'python3-pip', 'python3-venv', 'ca-certificates'];
const DROPPED = ['var/cache/apt', 'var/lib/apt/lists', 'usr/share/man', 'usr/share/info', 'usr/share/locale'];
const DROPPED_LOGS = ['var/log/bootstrap.log', 'var/log/dpkg.log', 'var/log/alternatives.log', 'var/log/apt'];
const MACHINE_FILES = ['etc/hostname', 'etc/resolv.conf', 'etc/machine-id'];

const SCRIPTS = '/usr/share/debootstrap/scripts';

const SYSTEM = withSbin(process.env);

/**
 * Makes a root filesystem with Python from a Debian release, as a tar file that is there whole or not at all.
 * @param {Log} log
 * @param {{ suite: string, minor: string, file: string }} wanted
 */
export async function makeRootFilesystem(log, { suite, minor, file }) {
  const mirror = await prerequisites(log, suite);
  mkdirSync(dirname(file), { recursive: true });
  await sweep(file);
  const root = `${file}.${process.pid}.root`;
  const partial = `${file}.${process.pid}.partial`;
  try {
    await step(log, `Making a root filesystem from Debian ${suite}`, async (onLine) => {
      await debootstrap(suite, root, mirror, onLine);
      expectPython(minor, root, suite);
      tidy(root, sourceOf(mirror, suite, await mayBeExpired()));
      await pack(root, partial);
    });
    renameSync(partial, file);
  } finally {
    await sweep(file);
  }
}

/** Removes what this run, or a killed one, left half-made. @param {string} file */
async function sweep(file) {
  const left = list(dirname(file)).filter((name) => name.startsWith(`${basename(file)}.`));
  for (const path of left.map((name) => join(dirname(file), name))) {
    await unmountBelow(path);
    remove(path);
  }
}

/** @param {Log} log @param {string} suite */
async function prerequisites(log, suite) {
  if (process.getuid?.() === 0 && !which('debootstrap', SYSTEM) && osRelease().id === 'debian') {
    await installPackages(log, ['debootstrap'], { startServices: false });
  }
  const mirror = observeMirror();
  if (process.getuid?.() === 0 && mirror && which('debootstrap', SYSTEM)) return mirror;
  throw new EngineError('IMAGE', {
    what: `No stand-in can be made from Debian ${suite}.`,
    why: 'That takes root, debootstrap and a Debian archive among the apt sources, and one of them is missing.',
    todo: 'Pull the image where a registry answers, or `npm run engine -- --no-images`.',
  });
}

/** @param {string} suite @param {string} root @param {Mirror} mirror @param {Log} onLine */
async function debootstrap(suite, root, { uri, keyring }, onLine) {
  const options = ['--variant=minbase', `--include=${PACKAGES.join(',')}`, `--keyring=${keyring}`];
  // A debootstrap that is older than the release makes it as it makes the newest.
  const script = existsSync(`${SCRIPTS}/${suite}`) ? [] : [`${SCRIPTS}/sid`];
  const outcome = await run('debootstrap', [...options, suite, root, uri, ...script], {
    onLine,
    env: SYSTEM,
  });
  if (outcome.code === 0) return;
  throw new EngineError('IMAGE', {
    what: `debootstrap ${suite} failed.`,
    why: lastWords(outcome),
    todo: 'Check the network and the apt sources of this machine, then run `npm run engine` again.',
  });
}

/** A release that is not out yet may move on to another Python. @param {string} minor @param {string} root @param {string} suite */
function expectPython(minor, root, suite) {
  const python = readlinkSync(join(root, 'usr/bin/python3'));
  if (python === `python${minor}`) return;
  throw new EngineError('IMAGE', {
    what: `No stand-in for python:${minor}-slim can be made from Debian ${suite}.`,
    why: `Its python3 is ${python}.`,
    todo: `Pull the image where a registry answers, and name another release in tools/engine/base-images.mjs.`,
  });
}

/** Makes a Debian look like the official image: `python`, a free pip, nothing of this machine. @param {string} root @param {string} source */
function tidy(root, source) {
  /** @param {string} path */
  const inside = (path) => join(root, path);
  symlinkSync('python3', inside('usr/bin/python'));
  for (const name of readdirSync(inside('usr/lib')).filter((name) => name.startsWith('python3'))) {
    rmSync(inside(`usr/lib/${name}/EXTERNALLY-MANAGED`), { force: true });
  }
  for (const path of DROPPED) for (const name of list(inside(path))) remove(join(inside(path), name));
  for (const path of DROPPED_LOGS) remove(inside(path));
  for (const path of MACHINE_FILES) {
    remove(inside(path));
    writeFileSync(inside(path), '');
  }
  writeFileSync(inside('etc/apt/sources.list'), source);
}

/** @param {string} root @param {string} file */
async function pack(root, file) {
  const excluded = ['dev', 'proc', 'sys'].map((name) => `--exclude=./${name}/*`);
  const args = ['--create', '--one-file-system', '--numeric-owner', '--sort=name', ...excluded];
  const outcome = await run('tar', [...args, `--file=${file}`, `--directory=${root}`, '.']);
  if (outcome.code !== 0)
    throw new EngineError('IMAGE', {
      what: `${file} could not be written.`,
      why: lastWords(outcome),
      todo: 'Make room on the disk, then run `npm run engine` again.',
    });
}

/** What an interrupted debootstrap left mounted must not be removed with its folder. @param {string} root */
async function unmountBelow(root) {
  const mounts = readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '');
  for (const mount of mounts.reverse().filter((path) => path.startsWith(`${root}/`)))
    await run('umount', [mount]);
}

/** @param {string} path */
const remove = (path) => rmSync(path, { recursive: true, force: true });

/** @param {string} folder */
const list = (folder) => (existsSync(folder) ? readdirSync(folder) : []);
