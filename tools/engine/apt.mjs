import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { EngineError } from './errors.mjs';
import { withSbin } from './paths.mjs';
import { lastWords, run, step } from './run.mjs';

/** @typedef {import('./run.mjs').Log} Log */

const POLICY = '/usr/sbin/policy-rc.d';
const APT_ENV = { ...withSbin(process.env), DEBIAN_FRONTEND: 'noninteractive' };

/**
 * Installs those of the packages that are missing; says whether any was.
 * @param {Log} log
 * @param {readonly string[]} packages
 * @param {{ startServices: boolean }} options
 */
export async function installPackages(log, packages, { startServices }) {
  const missing = await missingPackages(packages);
  if (missing.length === 0) return false;
  await step(log, 'Updating the package lists', (onLine) => aptGet(['update'], { onLine }));
  const args = ['install', '-y', '--no-install-recommends', ...missing];
  const install = () => step(log, `Installing ${missing.join(' ')}`, (onLine) => aptGet(args, { onLine }));
  await (startServices ? install() : withoutServices(install));
  return true;
}

/** @param {readonly string[]} packages */
async function missingPackages(packages) {
  const { stdout } = await run('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n', ...packages]);
  const present = stdout.split('\n');
  return packages.filter((name) => !present.includes(`${name} installed`));
}

/**
 * Runs apt-get; a failure is an EngineError with its last words.
 * @param {readonly string[]} args
 * @param {{ onLine?: Log, cwd?: string }} options
 */
export async function aptGet(args, options) {
  const outcome = await run('apt-get', args, { env: APT_ENV, ...options });
  if (outcome.code === 0) return;
  throw new EngineError('INSTALL', {
    what: `apt-get ${args.filter((arg) => !arg.startsWith('-') && !arg.includes('::')).join(' ')} failed.`,
    why: lastWords(outcome),
    todo: 'Check the network and the apt sources of this machine, then run `npm run engine` again.',
  });
}

/**
 * Keeps apt from starting services meanwhile: the distribution's own engine is installed, not run. The policy names
 * this process, so that one left behind by a crash forbids nothing.
 * @template T
 * @param {() => Promise<T>} work
 */
async function withoutServices(work) {
  if (existsSync(POLICY)) return work();
  writeFileSync(POLICY, `#!/bin/sh\n[ -d /proc/${process.pid} ] && exit 101\nexit 0\n`, { mode: 0o755 });
  try {
    return await work();
  } finally {
    rmSync(POLICY, { force: true });
  }
}

/**
 * apt-get options that read one suite of a mirror, with lists and cache of their own.
 * @param {string} folder
 * @param {string} suite
 * @param {import('./apt-sources.mjs').Mirror} mirror
 */
export function suiteOptions(folder, suite, { uri, keyring }) {
  mkdirSync(`${folder}/lists/partial`, { recursive: true });
  mkdirSync(`${folder}/cache/archives/partial`, { recursive: true });
  const source = `Types: deb\nURIs: ${uri}\nSuites: ${suite}\nComponents: main\nSigned-By: ${keyring}\n`;
  writeFileSync(`${folder}/suite.sources`, source, { mode: 0o600 });
  const options = {
    'Dir::Etc::sourcelist': `${folder}/suite.sources`,
    'Dir::Etc::sourceparts': '-',
    'Dir::State::lists': `${folder}/lists`,
    'Dir::Cache': `${folder}/cache`,
    'APT::Sandbox::User': 'root',
    'Acquire::Languages': 'none',
    'Acquire::IndexTargets::deb::DEP-11::DefaultEnabled': 'false',
  };
  return Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
}
