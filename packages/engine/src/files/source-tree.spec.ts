import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Detection, detectPythonProject, PydockError } from '@pydock/core';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskTree } from './source-tree';

const cases = Number(process.env['FUZZ_CASES'] ?? 100);

describe('projects on disk', () => {
  let above: string;
  let workspace: string;

  beforeEach(() => {
    above = realpathSync(mkdtempSync(join(tmpdir(), 'pydock-tree-')));
    workspace = join(above, 'workspace');
    mkdirSync(workspace);
  });

  afterEach(() => rmSync(above, { recursive: true, force: true }));

  const write = (files: Readonly<Record<string, string | Uint8Array>>) => {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(workspace, path)), { recursive: true });
      writeFileSync(join(workspace, path), content);
    }
  };
  const link = (target: string, path: string) => {
    mkdirSync(dirname(join(workspace, path)), { recursive: true });
    symlinkSync(target, join(workspace, path));
  };

  /** What is detected in `api`; the error with its place where nothing can be. */
  const detect = (): Detection | PydockError => {
    try {
      return detectPythonProject({ root: 'api', tree: diskTree(workspace) }, { name: 'api' });
    } catch (error) {
      if (error instanceof PydockError) return error;
      throw error;
    }
  };
  const failure = () => {
    const found = detect();
    if (!(found instanceof PydockError)) throw new Error(`it was detected: ${JSON.stringify(found)}`);
    const { code, failure: parts } = found;
    return { code, place: parts.place, why: parts.why };
  };
  const detected = () => {
    const found = detect();
    if (found instanceof PydockError) throw found;
    return found;
  };

  it('with malformed TOML are refused, with file and line', () => {
    write({ 'api/pyproject.toml': '[project]\nname = "api"\ndependencies = [\n', 'api/main.py': '' });
    expect(failure()).toMatchObject({
      code: 'PYDOCK_FILE_UNREADABLE',
      place: { file: 'api/pyproject.toml', line: 3 },
    });
  });

  it.each(['requirements.txt', 'pyproject.toml', 'setup.cfg', 'Procfile', '.python-version'])(
    'with UTF-16 in %s are refused',
    (name) => {
      const manifest =
        name === 'Procfile' || name === '.python-version' ? { 'api/requirements.txt': 'flask' } : {};
      write({
        ...manifest,
        'api/main.py': 'from flask import Flask\napp = Flask("x")',
        [`api/${name}`]: Buffer.from('\uFEFFflask\n', 'utf16le'),
      });
      expect(failure()).toMatchObject({
        place: { file: `api/${name}`, line: 1 },
        why: expect.stringContaining('UTF-16'),
      });
    },
  );

  it('with a byte order mark are read without it', () => {
    write({
      'api/requirements.txt': '\uFEFFflask==3.1.3\r\n',
      'api/app.py': '\uFEFFfrom flask import Flask\r\napp = Flask("x")\r\n',
    });
    expect(detected()).toMatchObject({
      framework: { known: { value: 'flask' } },
      entrypoint: { known: { value: { target: 'app:app' } } },
    });
  });

  it('with a NUL byte in a manifest are refused, with file and line', () => {
    write({ 'api/requirements.txt': 'flask\nred\0is\n' });
    expect(failure()).toMatchObject({
      place: { file: 'api/requirements.txt', line: 2 },
      why: expect.stringContaining('NUL'),
    });
  });

  it('with a NUL byte in a source are read without that source', () => {
    write({
      'api/requirements.txt': 'flask',
      'api/app.py': 'from flask import Flask\napp = Flask("x")',
      'api/main.py': 'app = \0',
    });
    expect(detected().entrypoint).toMatchObject({ known: { value: { target: 'app:app' } } });
  });

  it.each([
    'requirements.txt',
    'pyproject.toml',
    'Pipfile',
    'setup.py',
    'setup.cfg',
    'uv.lock',
    'Pipfile.lock',
  ])('with 50 MB of %s are refused before it is read', (name) => {
    const beside =
      name === 'Pipfile.lock' ? { 'api/Pipfile': '' } : { 'api/pyproject.toml': '[project]\nname = "api"' };
    write({ 'api/main.py': '', ...beside, [`api/${name}`]: Buffer.alloc(50 * 2 ** 20, 'a\n') });
    expect(failure()).toMatchObject({
      code: 'PYDOCK_FILE_UNREADABLE',
      place: { file: `api/${name}` },
      why: expect.stringContaining('50 MB'),
    });
  });

  it('with 50 MB of a source are read without it', () => {
    write({
      'api/requirements.txt': 'flask',
      'api/app.py': 'from flask import Flask\napp = Flask("x")',
      'api/main.py': Buffer.alloc(50 * 2 ** 20, 'x'),
    });
    expect(detected().entrypoint).toMatchObject({ known: { value: { target: 'app:app' } } });
  });

  it('with links in a circle are read as if they were not there', () => {
    write({ 'api/requirements.txt': 'flask', 'api/app.py': 'from flask import Flask\napp = Flask("x")' });
    link('.', 'api/self');
    link('..', 'api/above');
    link('b', 'api/a');
    link('a', 'api/b');
    link('main.py', 'api/main.py');
    link('.python-version', 'api/.python-version');
    expect(detected().entrypoint).toMatchObject({ known: { value: { target: 'app:app' } } });
  });

  it('whose manifest is a link to itself have none', () => {
    link('requirements.txt', 'api/requirements.txt');
    expect(failure().code).toBe('PYDOCK_MANIFEST_MISSING');
  });

  it('do not follow links out of the workspace', () => {
    writeFileSync(join(above, 'secret.txt'), 'flask\n');
    writeFileSync(join(above, 'main.py'), 'from flask import Flask\napp = Flask("x")');
    mkdirSync(join(above, 'outside'));
    writeFileSync(join(above, 'outside/pyproject.toml'), '[project]\nname = "outside"');
    write({ 'api/requirements.txt': '-e ./lib\n', 'api/app.py': '' });
    link(join(above, 'secret.txt'), 'api/requirements-dev.txt');
    link('../../main.py', 'api/main.py');
    link('../../outside', 'api/lib');
    const { developmentFiles, entrypoint, localDependencies } = detected();
    expect({ developmentFiles, localDependencies }).toEqual({ developmentFiles: [], localDependencies: [] });
    expect(entrypoint).toMatchObject({ known: { value: { target: 'app.py' } } });
  });

  it('with local dependencies in a circle follow each once', () => {
    const needs = (name: string, other: string) => ({
      [`${name}/pyproject.toml`]: `[project]\nname = "${name}"\ndependencies = ["${other} @ file:../${other}"]\n`,
    });
    write({ ...needs('api', 'a'), ...needs('a', 'b'), ...needs('b', 'a'), 'api/main.py': '' });
    link('../a', 'b/link');
    expect(detected().localDependencies.map(({ directory }) => directory)).toEqual(['a', 'b']);
  });

  it('with a directory where a file should be have no such file', () => {
    write({
      'api/requirements.txt/x': '',
      'api/pyproject.toml': '[project]\nname = "api"\n',
      'api/main.py': '',
      'api/.python-version/x': '',
    });
    expect(detected()).toMatchObject({
      manifest: 'api/pyproject.toml',
      entrypoint: { known: { value: { target: 'main.py' } } },
    });
  });

  const names = [
    ...[
      'pyproject.toml',
      'requirements.txt',
      'uv.lock',
      'poetry.lock',
      'pdm.lock',
      'Pipfile',
      'Pipfile.lock',
      'setup.py',
    ],
    ...[
      'setup.cfg',
      '.python-version',
      '.tool-versions',
      'mise.toml',
      'runtime.txt',
      'Procfile',
      'main.py',
      'app/__init__.py',
    ],
  ];
  const content = fc.oneof(
    fc.uint8Array({ maxLength: 64 }),
    fc.string({ unit: 'binary' }).map((text) => Buffer.from(text, 'utf16le')),
    fc.string({ unit: 'binary' }).map((text) => Buffer.from(`\uFEFF${text}`, 'utf8')),
    fc
      .constantFrom('flask\n', '[project]\nname = "x"\n', '{}', 'import x\n')
      .map((text) => Buffer.from(text)),
  );
  const target = fc.constantFrom(
    '.',
    '..',
    '../..',
    '../../..',
    'main.py',
    'requirements.txt',
    '/etc/hostname',
    '/',
    'nowhere',
  );

  it('are detected, or refused with file and line, whatever bytes and links they are made of', () => {
    const found = fc.record({
      files: fc.dictionary(fc.constantFrom(...names), content, { maxKeys: 5 }),
      links: fc.dictionary(fc.constantFrom(...names, 'link', 'app/link'), target, { maxKeys: 3 }),
    });
    const check = fc.property(found, ({ files, links }) => {
      rmSync(join(workspace, 'api'), { recursive: true, force: true });
      mkdirSync(join(workspace, 'api/app'), { recursive: true });
      write(Object.fromEntries(Object.entries(files).map(([name, bytes]) => [`api/${name}`, bytes])));
      for (const [name, to] of Object.entries(links)) if (!(name in files)) link(to, `api/${name}`);
      const outcome = detect();
      if (!(outcome instanceof PydockError)) return;
      const { code, failure: parts } = outcome;
      expect(parts.place?.file).toMatch(/^api\b/);
      if (code !== 'PYDOCK_MANIFEST_MISSING') expect(parts.place?.line).toBeGreaterThan(0);
    });
    fc.assert(check, { numRuns: cases });
  }, 3_600_000);
});
