// @ts-check
// Pins what scaffolded services install: the newest versions that go together on every Python that they can have.
// It takes uv and a package index, and writes packages/core/src/scaffold/pins.json.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { backendNames, frameworkTemplates, oldestPython } from '@pydock/core';

const file = fileURLToPath(new URL('../../packages/core/src/scaffold/pins.json', import.meta.url));

/**
 * Lines of a requirements file: some requirements, and all that they take.
 * @param {readonly string[]} requirements
 * @returns {string[]}
 */
function compile(requirements) {
  if (requirements.length === 0) return [];
  const options = [
    '--universal',
    '--python-version',
    oldestPython,
    '--no-header',
    '--no-annotate',
    '--quiet',
  ];
  const { status, stdout, stderr, error } = spawnSync('uv', ['pip', 'compile', ...options, '-'], {
    input: requirements.join('\n'),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`uv pip compile ${requirements.join(' ')}: ${error?.message ?? stderr}`);
  return stdout.trim().split('\n');
}

const nameOf = (/** @type {string} */ line) => line.replace(/==.*/, '');

/**
 * Together first, since what development adds must go with the rest.
 * @param {{ requires: readonly string[], develops: readonly string[] }} template
 */
function pinsOf({ requires, develops }) {
  const everything = compile([...requires, 'pytest', ...develops]);
  const needed = new Set(compile(requires).map(nameOf));
  return {
    requires: everything.filter((line) => needed.has(nameOf(line))),
    develops: everything.filter((line) => !needed.has(nameOf(line))),
  };
}

const frameworks = Object.fromEntries(frameworkTemplates.map((each) => [each.name, pinsOf(each)]));
const backends = compile(backendNames).filter((line) => backendNames.includes(nameOf(line)));
writeFileSync(file, `${JSON.stringify({ frameworks, backends }, null, 2)}\n`);
process.stdout.write(`${file}\n`);
