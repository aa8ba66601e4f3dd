import { expect, it } from 'vitest';
import { detectPythonProject, type DetectOptions } from '../detect';
import { valueOf } from '../fact';
import { treeOf } from '../source-tree';

const detect = (texts: Record<string, string>, options: Partial<DetectOptions> = {}) =>
  detectPythonProject(
    { root: '.', tree: treeOf(new Map(Object.entries(texts))) },
    { name: 'api', ...options },
  );

const flask = {
  'requirements.txt': 'flask\ngunicorn\n',
  'app.py': 'from flask import Flask\napp = Flask(__name__)\n',
};
const told = (web: string, more: Record<string, string> = {}) => {
  const { entrypoint, warnings } = detect({ ...flask, ...more, Procfile: `release: echo\nweb: ${web}\n` });
  expect(valueOf(entrypoint)?.target).toBe('app:app');
  for (const { source } of warnings) expect(source).toEqual({ file: 'Procfile', line: 2 });
  return warnings.map(({ message }) => message);
};

it.each([
  'gunicorn app:app',
  'gunicorn app:app --bind 0.0.0.0:$PORT --workers=4 --log-file -',
  'exec gunicorn -w 2 -b :8000 app:app',
])('says nothing of %s, which the image starts as well', (line) => {
  expect(told(line)).toEqual([]);
});

it.each([
  ['gunicorn app:app -k gevent --timeout=120 -c prod.py', 'the options -k gevent --timeout=120 -c prod.py'],
  ['newrelic-admin run-program gunicorn app:app', 'newrelic-admin run-program runs it'],
  [
    'ddtrace-run python -m gunicorn.app.wsgiapp app:app --preload',
    'the options --preload; ddtrace-run runs it',
  ],
  ['flask db upgrade && gunicorn app:app', 'before it, flask db upgrade'],
])('tells what the image leaves out of %s', (line, parts) => {
  expect(told(line)).toEqual([expect.stringContaining(`the command that the image starts: ${parts}. Put`)]);
});

it('tells of another server', () => {
  const texts = { 'requirements.txt': 'flask\nhypercorn\n' };
  expect(told('uwsgi --http :8000 app:app', texts).join()).toContain('it is started with uwsgi here');
});
