import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { command } from '../shared/command.mjs';
import { run } from './run-command.mjs';
import { packs, publishable, repository, short } from './places.mjs';

/** @typedef {import('./run-command.mjs').Work} Work */

/** Installs what the repository needs, where nothing is installed yet. @param {Work} work */
export async function installTools({ step, signal }) {
  if (existsSync(join(repository, 'node_modules', '.package-lock.json')))
    return step.line('installed already: node_modules is there');
  await run(command(repository, 'npm', 'ci'), { step, signal });
}

/** Builds and packs the packages, where their sources changed. @param {Work} work @returns {Promise<string>} the directory */
export async function packPackages({ step, signal }) {
  const directory = join(packs, await sourcesHash());
  if (existsSync(directory)) {
    step.line(`packed already: ${short(directory)}`);
    return directory;
  }
  const partial = `${directory}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  await run(command(repository, 'npm', 'run', 'build'), { step, signal, show: () => [] });
  const workspaces = publishable.flatMap((name) => ['-w', name]);
  const pack = command(repository, 'npm', 'pack', ...workspaces, '--pack-destination', short(partial));
  await run(
    { ...pack, shown: pack.shown.replace(short(partial), short(directory)) },
    { step, signal, show: tarballs },
  );
  for (const old of await readdir(packs))
    if (old !== `${directory}.partial`.slice(packs.length + 1))
      await rm(join(packs, old), { recursive: true });
  await rename(partial, directory);
  return directory;
}

const tarballs = (/** @type {readonly string[]} */ lines) => lines.filter((line) => /^\S+\.tgz$/.test(line));

/** The tarballs of a directory, by path. @param {string} directory */
export const tarballsIn = async (directory) =>
  (await readdir(directory))
    .filter((name) => name.endsWith('.tgz'))
    .sort()
    .map((name) => join(directory, name));

/** What the packages are made of, as one short word. */
export async function sourcesHash() {
  const hash = createHash('sha256');
  for (const directory of publishable) {
    const names = await readdir(join(repository, directory), { recursive: true, withFileTypes: true });
    const files = names.filter((each) => each.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    for (const file of files.filter(isSource).sort())
      hash
        .update(`${short(file)}\0`)
        .update(await readFile(file))
        .update('\0');
  }
  return hash.digest('hex').slice(0, 12);
}

/** Whether a file has a say in what is packed. @param {string} file */
const isSource = (file) =>
  !/[\\/](node_modules|dist|__golden__|specs)[\\/]|\.spec\.\w+$|\.tsbuildinfo$/.test(
    file.slice(repository.length),
  );
