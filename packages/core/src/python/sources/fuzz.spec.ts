import { performance } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { manifestProject } from '../../specs/python-projects';
import { chooseFramework } from '../frameworks/all';
import { valueOf } from '../fact';
import { parseModule } from './module';

const everything =
  'fastapi flask django starlette litestar sanic aiohttp tornado streamlit gradio celery grpcio';
const imports = everything
  .replace('grpcio', 'grpc')
  .split(' ')
  .map((name) => `import ${name}\n`)
  .join('');

function detect(texts: Record<string, string>) {
  const project = manifestProject(everything, texts);
  return valueOf(chooseFramework(project))?.application(project, null);
}

const broken: [string, string][] = [
  ['nothing', ''],
  ['NUL bytes', '\0\0app = FastAPI()\0'],
  ['open parentheses', 'app = ' + '('.repeat(5000)],
  ['nested calls', 'app = ' + 'f('.repeat(3000) + ')'.repeat(3000)],
  ['nested blocks', Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)}if x:\n`).join('')],
  [
    'nested functions',
    Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)}def create_app():\n`).join(''),
  ],
  ['long member chain', `app = a${'.b'.repeat(20_000)}()\n`],
  ['long operator chain', `app = ${'1 + '.repeat(10_000)}1\n`],
  ['a name of itself', 'app = app\nfrom main import app\n'],
  [
    'factories in a circle',
    'def create_app():\n    return make_app()\ndef make_app():\n    return create_app()\napp = create_app()\n',
  ],
  ['classes in a circle', 'class A(B):\n    pass\nclass B(A):\n    pass\napp = A()\n'],
  ['wrapped in itself', 'app = Middleware(app)\napp = Middleware(app)\n'],
  ['imports of nothing', 'from import\nimport\nfrom . import\nfrom .. import *\nfrom ....... import app\n'],
  [
    '__proto__',
    'from __proto__ import constructor as app\n__proto__ = constructor\nclass toString(hasOwnProperty): pass\n',
  ],
  ['decorators of nothing', '@\n@app\n@app.get(\ndef x(:\n'],
];

describe('sources that no one should write', () => {
  it.each(broken)('%s', (_case, text) => {
    expect(() =>
      detect({ 'main.py': `${imports}${text}`, 'app/__init__.py': text, 'manage.py': text }),
    ).not.toThrow();
    expect(() => parseModule(text)).not.toThrow();
  });

  it('are read in time, however many and large', () => {
    const line = 'app = create_app(FastAPI(), [1, 2, (3, 4)])  # wsgi asgi streamlit\n';
    const one = `${imports}${line.repeat(500)}`;
    const many = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [`m${index % 20}/main${index}.py`, one]),
    );
    detect({ 'main.py': one });
    const begin = performance.now();
    detect({ ...many, 'app.py': line.repeat(100_000) });
    expect(performance.now() - begin).toBeLessThan(1500);
  });
});
