import { expect, it } from 'vitest';
import { detectPythonProject, type DetectOptions } from '../detect';
import { treeOf } from '../source-tree';

const detect = (texts: Record<string, string>, options: Partial<DetectOptions> = {}) =>
  detectPythonProject(
    { root: '.', tree: treeOf(new Map(Object.entries(texts))) },
    { name: 'api', ...options },
  );

const project = (source: string, groups = '', options: Partial<DetectOptions> = {}) =>
  detect(
    {
      'pyproject.toml': `[project]\nname = "api"\ndependencies = ["flask"]\n[project.optional-dependencies]\npg = ["psycopg2-binary"]\n${groups}`,
      'app.py': `${source}from flask import Flask\napp = Flask(__name__)\n`,
    },
    options,
  ).warnings;

it('tells of a module that the sources import and only an extra brings', () => {
  expect(project('import psycopg2\n')).toEqual([
    {
      message:
        'psycopg2-binary, which this line imports, comes only with the extra pg (pyproject.toml:5), which is not installed: if the image needs it, state --extras=pg',
      source: { file: 'app.py', line: 1 },
    },
  ]);
});

it.each([
  ['it is installed', 'import psycopg2\n', '', { extras: ['pg'] }],
  ['it was declined', 'import psycopg2\n', '', { extras: [] }],
  ['the app can do without', 'try:\n    import psycopg2\nexcept ImportError:\n    pass\n', '', {}],
  ['something that is required brings it', 'import werkzeug\n', 'web = ["werkzeug"]\n', {}],
  ['it is for development', 'import yaml\n', 'dev = ["pyyaml"]\n', {}],
])('says nothing where %s', (_why, source, groups, options) => {
  expect(project(source, groups, options)).toEqual([]);
});
