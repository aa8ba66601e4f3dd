import { expect, it } from 'vitest';
import { detectPythonProject, type DetectOptions } from '../detect';
import { treeOf } from '../source-tree';

const detect = (texts: Record<string, string>, options: Partial<DetectOptions> = {}) =>
  detectPythonProject(
    { root: '.', tree: treeOf(new Map(Object.entries(texts))) },
    { name: 'api', ...options },
  );

const app = 'from flask import Flask\napp = Flask(__name__)\n';
// All of it stays in an outline.
const statements = (count: number) =>
  Array.from({ length: count }, (_, index) => `create_${index}(app_${index})\n`).join('');

it('sees each of several apps in sources that are long', () => {
  const long = `${app}${statements(1200)}`;
  const { problems, warnings } = detect({
    'requirements.txt': 'flask\n',
    'admin/__init__.py': '',
    'admin/wsgi.py': long,
    'web/__init__.py': '',
    'web/wsgi.py': long,
  });
  expect(problems).toMatchObject([{ fact: 'entrypoint', choices: ['admin.wsgi:app', 'web.wsgi:app'] }]);
  expect(warnings).toEqual([]);
});

it('says which file looks like an app and is too long to be parsed', () => {
  const texts = { 'requirements.txt': 'flask\n', 'main.py': app, 'other.py': `${statements(3000)}${app}` };
  const { warnings } = detect(texts);
  expect(warnings).toEqual([
    {
      message: expect.stringContaining('this looks like an app: where') as string,
      source: { file: 'other.py', line: 3002 },
    },
  ]);
  expect(detect(texts, { entrypoint: 'main:app' }).warnings).toEqual([]);
});
