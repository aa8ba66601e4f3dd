// @ts-check
// Makes the table of the Pythons that compiled packages have wheels for. It takes pip and the package index that pip is
// set up with, and writes packages/core/src/python/known-wheels/table.json.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { releasesOf, rowOfReleases, withOthers } from '@pydock/core';
import { bringing, compiledPackages } from './packages.mjs';

const file = fileURLToPath(
  new URL('../../packages/core/src/python/known-wheels/table.json', import.meta.url),
);
const script = fileURLToPath(new URL('files.py', import.meta.url));

/** @typedef {{ name: string, files: string[], requires?: Record<string, string[]> }} Listed */

/**
 * What the index lists of packages.
 * @param {readonly string[]} names
 * @returns {Listed[]}
 */
function ask(names) {
  const { status, stdout, stderr, error } = spawnSync('python3', [script, ...names], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  if (status !== 0) throw new Error(`pip could not be asked: ${error?.message ?? stderr}`);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const listed = ask([...compiledPackages, ...Object.keys(bringing).map((name) => `${name}:`)]);
const releases = new Map(
  listed.map(({ name, files }) => [name, releasesOf(files, Object.hasOwn(bringing, name))]),
);
const rows = listed.map(({ name, requires = {} }) => {
  const others = new Map(
    (bringing[/** @type {keyof bringing} */ (name)] ?? []).map((each) => [each, releases.get(each) ?? []]),
  );
  return /** @type {const} */ ([name, rowOfReleases(withOthers(releases.get(name) ?? [], requires, others))]);
});
const missing = rows.filter(([, row]) => Object.values(row).every((each) => each === 'source'));
if (missing.length > 0)
  process.stderr.write(`no wheels, left out: ${missing.map(([name]) => name).join(', ')}\n`);
const table = Object.fromEntries(
  rows.filter((row) => !missing.includes(row)).sort(([a], [b]) => (a < b ? -1 : 1)),
);
writeFileSync(file, `${JSON.stringify(table, null, 2)}\n`);
process.stdout.write(`${file}: ${Object.keys(table).length} packages\n`);
