// @ts-check
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The files of a package as npm would pack it. @param {string} name @returns {string[]} */
function packed(name) {
  const options = { cwd: `${root}packages/${name}`, encoding: /** @type {const} */ ('utf8') };
  const json = execFileSync('npm', ['pack', '--dry-run', '--json', '--loglevel=silent'], options);
  const answer = JSON.parse(json.slice(json.indexOf('\n[') + 1));
  return answer[0].files.map((/** @type {{ path: string }} */ { path }) => path);
}

const docs = readdirSync(`${root}docs`, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.md'))
  .map((file) => `docs/${file.replaceAll('\\', '/')}`);

it.each([
  ['core', ['LICENSE', 'README.md']],
  ['engine', ['LICENSE', 'README.md']],
  ['pydock', ['LICENSE', 'README.md', 'CHANGELOG.md', ...docs]],
])(
  '%s is packed with its licence and what there is to read',
  (name, expected) => {
    const files = packed(name);
    expect(files).toEqual(expect.arrayContaining(expected));
    expect(files.filter((file) => /\.spec\./.test(file))).toEqual([]);
  },
  30_000,
);
