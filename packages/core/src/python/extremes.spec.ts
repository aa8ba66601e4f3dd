import { describe, expect, it } from 'vitest';
import { PydockError } from '../errors';
import { failureOf } from '../specs/failures';
import { tree } from '../specs/trees';
import { sizeLimitOf } from './bounds';
import { detectPythonProject } from './detect';
import { packageManagerNames } from './package-managers/table';

type Files = Readonly<Record<string, string>>;

const sources = { 'api/main.py': 'import fastapi\napp = fastapi.FastAPI()\n' };
const detect = (files: Files, packageManager?: string) =>
  detectPythonProject({ root: 'api', tree: tree(files) }, { name: 'api', packageManager });

/** The text that a file of a name has at most. */
const fill = (name: string, piece: string, before = '') =>
  before +
  piece.repeat(Math.ceil(sizeLimitOf(name) / piece.length)).slice(0, sizeLimitOf(name) - before.length);

const millisecondsSince = (begin: NodeJS.CpuUsage) => {
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1000;
};

/** The shortest of some times, of the processor alone, since other tests run at the same time. */
function milliseconds(files: Files): number {
  const times = [1, 2, 3].flatMap(() =>
    [undefined, ...packageManagerNames].map((packageManager) => {
      const begin = process.cpuUsage();
      try {
        detect(files, packageManager);
      } catch (error) {
        if (!(error instanceof PydockError)) throw error;
      }
      return { packageManager, time: millisecondsSince(begin) };
    }),
  );
  const shortest = [undefined, ...packageManagerNames].map((each) =>
    Math.min(...times.filter(({ packageManager }) => packageManager === each).map(({ time }) => time)),
  );
  return Math.max(...shortest);
}

const pin = (index: number) => `package-${index}==1.0.${index}`;
const many = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join('');
const wheels = many(
  20,
  (index) =>
    `    { url = "https://x/p-1.0-cp3${index}-cp3${index}-manylinux_2_17_x86_64.whl", hash = "sha256:${'0'.repeat(64)}", size = 12345 },\n`,
);
const uvPackages = (count: number) =>
  `[[package]]\nname = "api"\nversion = "0"\nsource = { virtual = "." }\ndependencies = [{ name = "p0" }]\n` +
  many(
    count,
    (index) =>
      `[[package]]\nname = "p${index}"\nversion = "1.0"\nsource = { registry = "https://x" }\ndependencies = [\n    { name = "p${index + 1}" },\n]\nwheels = [\n${wheels}]\n`,
  );
const pipfilePackages = many(
  2000,
  (index) =>
    `"p${index}": {"hashes": [${many(20, () => `"sha256:${'0'.repeat(64)}",`)}""], "markers": "python_version >= '3.8'", "version": "==1.0"},\n`,
);

/** What stands beside a file, for it to be read. */
function besides(name: string): Files {
  if (name === 'Pipfile.lock') return { 'api/Pipfile': '[packages]\np0 = "*"\n' };
  if (!name.endsWith('.lock'))
    return name === 'setup.py' || name === 'setup.cfg' ? {} : { 'api/requirements.txt': 'fastapi\n' };
  return {
    'api/pyproject.toml':
      '[project]\nname = "api"\ndependencies = ["p0"]\n[tool.poetry]\npackage-mode = false\n',
  };
}

describe('a file as large as it may be, or worse than anybody writes it, is read in time', () => {
  it.each<[string, string]>([
    [
      'pyproject.toml',
      `[project]\nname = "api"\ndependencies = [\n${many(2_000, (index) => `  "${pin(index)}",\n`)}]\n`,
    ],
    ['pyproject.toml', many(2_500, (index) => `[tool.x${index}]\nkey = "value"\n`)],
    ['pyproject.toml', fill('pyproject.toml', 'a.')],
    ['pyproject.toml', fill('pyproject.toml', '1,', 'a = [')],
    ['pyproject.toml', fill('pyproject.toml', '[', 'a = ')],
    ['pyproject.toml', fill('pyproject.toml', '{a=', 'a = ')],
    ['pyproject.toml', fill('pyproject.toml', '"\\u00e4', 'a = "')],
    ['Pipfile', `[packages]\n${many(3_900, (index) => `package-${index} = "*"\n`)}`],
    ['mise.toml', fill('mise.toml', 'a = 1\n', '[tools]\n')],
    ['uv.lock', uvPackages(2_000)],
    ['uv.lock', fill('uv.lock', '[[package]]\nname = "a"\n')],
    ['uv.lock', fill('uv.lock', '[', 'a = ')],
    ['uv.lock', fill('uv.lock', 'x', 'a = "')],
    ['uv.lock', fill('uv.lock', '# a\n')],
    ['poetry.lock', fill('poetry.lock', '{a=', 'a = ')],
    ['pdm.lock', fill('pdm.lock', 'a.')],
    ['Pipfile.lock', `{"default": {${pipfilePackages}"z": {}}}`],
    ['Pipfile.lock', fill('Pipfile.lock', '[')],
    ['Pipfile.lock', fill('Pipfile.lock', '1,', '[')],
    ['requirements.txt', many(4_999, (index) => `${pin(index)}\n`)],
    [
      'requirements.txt',
      many(
        1_500,
        (index) => `${pin(index)} \\\n${many(7, () => `    --hash=sha256:${'0'.repeat(64)} \\\n`)}\n`,
      ),
    ],
    ['requirements.txt', many(4_999, (index) => `numpy>${index % 9},<${index}\n`)],
    [
      'requirements.txt',
      many(4_999, (index) => `numpy==1.${index}; python_full_version>="3.${index % 9}.${index}"\n`),
    ],
    ['requirements.txt', fill('requirements.txt', 'a\n')],
    ['requirements.txt', fill('requirements.txt', '-r requirements.txt\n')],
    ['requirements.txt', fill('requirements.txt', '\\\n')],
    ['requirements.txt', fill('requirements.txt', ' ', 'flask')],
    ['requirements.txt', fill('requirements.txt', "python_version<'3' and ", 'a; ')],
    ['setup.py', `setup(install_requires=[${many(3_000, (index) => `"${pin(index)}",\n`)}])`],
    ['setup.py', fill('setup.py', '[', 'setup(install_requires=')],
    ['setup.py', fill('setup.py', 'a+', 'setup(install_requires=')],
    ['setup.py', fill('setup.py', 'x = f(a, b, [1, 2, 3])\n')],
    ['setup.cfg', fill('setup.cfg', 'a;', '[options]\ninstall_requires = ')],
    ['setup.cfg', fill('setup.cfg', '  a\n', '[options]\ninstall_requires =\n')],
    ['Procfile', fill('Procfile', 'web: gunicorn a:b ')],
    ['Procfile', fill('Procfile', 'web: cd x;\n')],
    ['.python-version', fill('.python-version', 'shop\n')],
    ['.tool-versions', fill('.tool-versions', 'python ')],
    ['runtime.txt', fill('runtime.txt', '3')],
    ['main.py', fill('setup.py', 'import fastapi\napp = f(FastAPI(), [1, (2, 3)])\n')],
    ['main.py', fill('main.py', '(', 'import fastapi\napp = ')],
    ['main.py', fill('main.py', 'if x:\n ', 'import fastapi\n')],
  ])(
    '%s: %.40j',
    (name, text) => {
      const files = { ...sources, ...besides(name), [`api/${name}`]: text };
      const took = milliseconds(files);
      if (process.env['FUZZ_CASES'])
        process.stdout.write(
          `${took.toFixed(0).padStart(5)} ms  ${name}  ${JSON.stringify(text.slice(0, 40))}\n`,
        );
      // The bound is a tenth of a second on a machine that does nothing else; where others work, caches are cold.
      expect(took).toBeLessThan(300);
    },
    60_000,
  );
});

describe('says what is wrong, with file and line', () => {
  it.each<[string, string, number]>([
    ['pyproject.toml', '[project]\nname = "api\n', 2],
    ['uv.lock', 'version = 1\n[[package\n', 2],
    ['Pipfile.lock', '{\n"default": {\n,', 3],
    ['requirements.txt', 'flask\n=== what\n', 2],
    ['requirements.txt', `${'a\n'.repeat(6_000)}`, 5_001],
    ['setup.cfg', '[options]\ninstall_requires =\n  flask\n  !\n', 4],
  ])('malformed %s: %.30j', (name, text, line) => {
    const manager =
      name === 'Pipfile.lock'
        ? { 'api/Pipfile': '' }
        : name === 'uv.lock'
          ? { 'api/pyproject.toml': '[project]' }
          : {};
    const { code, failure } = failureOf(() => detect({ ...manager, [`api/${name}`]: text }));
    expect(code).toMatch(/^PYDOCK_(FILE_UNREADABLE|REQUIREMENTS_INVALID)$/);
    expect(failure.place).toMatchObject({ file: `api/${name}`, line });
  });
});

describe('local dependencies in a circle', () => {
  const project = (name: string, needs: string) =>
    `[project]\nname = "${name}"\ndependencies = ["${needs} @ file:../${needs}"]\n`;

  it('are followed once each', () => {
    const found = detect({
      ...sources,
      'api/pyproject.toml': project('api', 'a'),
      'a/pyproject.toml': project('a', 'b'),
      'b/pyproject.toml': project('b', 'api'),
    });
    expect(found.localDependencies.map(({ directory }) => directory)).toEqual(['a', 'b']);
  });

  it('may include the project itself', () => {
    expect(detect({ ...sources, 'api/pyproject.toml': project('api', 'api') }).localDependencies).toEqual([]);
  });
});
