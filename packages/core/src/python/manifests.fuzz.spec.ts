import { expect, it } from 'vitest';
import { PydockError } from '../errors';
import { random } from '../specs/random';
import { localDependenciesOf } from './local-dependencies';
import { choosePackageManager, packageManagerNamed } from './package-managers/choose';
import { packageManagers } from './package-managers/all';
import type { ProjectSource } from './package-managers/table';
import { settlePythonVersion } from './python-version';
import { treeOf } from './source-tree';

type Next = () => number;
const cases = Number(process.env['FUZZ_CASES'] ?? 300);
const pick = <Item>(items: readonly [Item, ...Item[]], next: Next): Item =>
  items[Math.floor(next() * items.length)] ?? items[0];

const values = [
  ...[
    '"flask"',
    '5',
    '3.11',
    'true',
    '[]',
    '{}',
    '[1]',
    '["flask>=3"]',
    '["a @ file:../a"]',
    '[["flask"]]',
    '"^3.11"',
    '">=3.11"',
  ],
  ...[
    '{ path = "../a" }',
    '[{ path = "../../.." }]',
    '{ workspace = true }',
    '1979-05-27',
    '"\\u0000"',
    '[{}]',
    '""',
    '{ file = "x.txt" }',
  ],
  ...[
    '{ "" = "../a" }',
    '["../a", "**", "["]',
    '{ include = "a", from = "../b" }',
    'nan',
    '[{ include = "x", from = "../a" }]',
    '"__proto__"',
  ],
  ...[
    '["constructor; constructor == \'x\'"]',
    '{ markers = "((", version = 1 }',
    "[\"x; python_version < '3.11' or extra in 'a'\"]",
  ],
] as const;
const tables = [
  ...[
    'project',
    'project.scripts',
    'build-system',
    'tool',
    'tool.uv',
    'tool.uv.sources',
    'tool.uv.workspace',
    'tool.poetry',
  ],
  ...[
    'tool.poetry.dependencies',
    'tool.poetry.scripts',
    'tool.pdm',
    'tool.pdm.build',
    'tool.hatch.build',
    'tool.setuptools',
  ],
  ...[
    'tool.setuptools.dynamic',
    'tool.flit.metadata',
    'packages',
    'requires',
    'tools',
    'package',
    'package.source',
    'metadata.files',
  ],
  ...['__proto__', 'package.optional-dependencies', 'tool.setuptools.packages.find', 'project.license'],
] as const;
const keys = [
  ...[
    'name',
    'dependencies',
    'requires-python',
    'dynamic',
    'scripts',
    'python',
    'flask',
    'a',
    'members',
    'exclude',
    'package',
  ],
  ...[
    'packages',
    'package-dir',
    'where',
    'includes',
    'force-include',
    'build-backend',
    'package-mode',
    'distribution',
    'readme',
  ],
  ...[
    'version',
    'source',
    'wheels',
    'sdist',
    'files',
    'groups',
    'category',
    'optional',
    'markers',
    'marker',
    'python_version',
  ],
  ...[
    'module',
    'requires',
    'file',
    'type',
    '"x y"',
    '"__proto__"',
    'constructor',
    'toString',
    'path',
    'text',
  ],
] as const;
const lines = [
  ...[
    'flask',
    '-e .',
    '-e ../a',
    '-r requirements.txt',
    '-r nope.txt',
    '-c ../c.txt',
    '--hash',
    '-e',
    '\\',
    '-f .',
    '[',
    'x @ file:///',
    '\u0000',
  ],
  ...[
    'setup(',
    'install_requires=[',
    '"a", b, "c" "d"]',
    ')',
    'x = y',
    'y = x',
    'setup(install_requires=x)',
    'python 3.12',
    '3.x',
    '{"default": {"a": {',
    '}}}',
  ],
] as const;

function tomlText(next: Next): string {
  const parts = Array.from({ length: Math.floor(next() * 6) }, () => {
    const table = pick(tables, next);
    const header = next() < 0.2 ? `[[${table}]]` : `[${table}]`;
    const entries = Array.from(
      { length: Math.floor(next() * 4) },
      () => `${pick(keys, next)} = ${pick(values, next)}`,
    );
    return [header, ...entries].join('\n');
  });
  return parts.join('\n');
}

const linesText = (next: Next) =>
  Array.from({ length: Math.floor(next() * 6) }, () => pick(lines, next)).join('\n');

// Now and then a piece is missing, doubled or garbled.
function broken(text: string, next: Next): string {
  if (next() < 0.7) return text;
  const at = Math.floor(next() * text.length);
  return pick(
    [text.slice(0, at), text.slice(at), text + text, `${text.slice(0, at)}"${text.slice(at)}`],
    next,
  );
}

const directories = ['api', 'a', '.', 'libs/b'] as const;
const tomlFiles = ['pyproject.toml', 'uv.lock', 'poetry.lock', 'pdm.lock', 'Pipfile', 'mise.toml'] as const;
const textFiles = [
  'requirements.txt',
  'setup.py',
  'setup.cfg',
  'Pipfile.lock',
  '.python-version',
  '.tool-versions',
  'runtime.txt',
] as const;

function workspace(next: Next): ProjectSource {
  const texts = new Map<string, string>([['api/pyproject.toml', broken(tomlText(next), next)]]);
  for (let count = Math.floor(next() * 6); count > 0; count--) {
    const isToml = next() < 0.6;
    const name = isToml ? pick(tomlFiles, next) : pick(textFiles, next);
    const directory = pick(directories, next);
    const text = (isToml ? tomlText : linesText)(next);
    texts.set(directory === '.' ? name : `${directory}/${name}`, broken(text, next));
  }
  return { root: 'api', tree: treeOf(texts) };
}

const prototypeNames = Object.getOwnPropertyNames(Object.prototype);

function outcome(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    if (error instanceof PydockError) return error;
    throw error;
  }
}

it('throws nothing but a PydockError with its file, whatever the files hold', () => {
  for (let seed = 1; seed <= cases; seed++) {
    const project = workspace(random(seed));
    const errors = [outcome(() => choosePackageManager(project, null))];
    for (const { name } of packageManagers) {
      const start = performance.now();
      errors.push(
        outcome(() => {
          const manifest = packageManagerNamed(name).read(project);
          settlePythonVersion(project, manifest, null);
          return localDependenciesOf(project, manifest);
        }),
      );
      expect(performance.now() - start, `seed ${seed}, ${name}`).toBeLessThan(1000);
    }
    for (const error of errors)
      if (error instanceof PydockError)
        expect(error.failure.place?.file, `seed ${seed}: ${error.message}`).toBeTruthy();
  }
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(prototypeNames);
}, 600_000);

it.each([
  ['pyproject.toml', `a = ${'['.repeat(30_000)}`],
  ['pyproject.toml', `a = ${'['.repeat(3_000)}${']'.repeat(3_000)}`],
  ['uv.lock', `a = ${'['.repeat(30_000)}`],
  ['poetry.lock', `a = ${'{a='.repeat(30_000)}`],
  ['Pipfile.lock', '['.repeat(100_000)],
  ['setup.py', `setup(install_requires=${'['.repeat(20_000)}`],
  ['setup.py', `setup(install_requires=${'a+'.repeat(5_000)}a)`],
  ['requirements.txt', `flask${' '.repeat(100_000)}x`],
  ['requirements.txt', '-r requirements.txt\n'.repeat(10_000)],
  ['setup.cfg', `[options]\ninstall_requires = ${'a'.repeat(50_000)};${' '.repeat(50_000)}x`],
  ['setup.cfg', `[options]\ninstall_requires = ${'a;'.repeat(20_000)}`],
])('takes a deep or long %s', (name, text) => {
  const texts = new Map([
    ['api/pyproject.toml', '[project]'],
    ['api/Pipfile', ''],
    [`api/${name}`, text],
  ]);
  const project = { root: 'api', tree: treeOf(texts) };
  const start = performance.now();
  for (const { read } of packageManagers) outcome(() => read(project));
  expect(performance.now() - start).toBeLessThan(1000);
});
