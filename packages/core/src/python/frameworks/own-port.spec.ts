import { describe, expect, it } from 'vitest';
import { manifestProject, type Texts } from '../../specs/python-projects';
import { valueOf } from '../fact';
import type { Manifest } from '../package-managers/table';
import { chooseFramework } from './all';

const scripts = [{ name: 'shop', target: 'shop.cli:main', source: { file: 'apps/api/setup.py', line: 5 } }];
const installed = { name: 'shop', isPackage: true, scripts } satisfies Partial<Manifest>;

function told(requires: string, texts: Texts, more: Partial<Manifest> = {}) {
  const project = manifestProject(requires, texts, more);
  const framework = valueOf(chooseFramework(project));
  const application = framework?.application(project, null);
  const entrypoint = application && valueOf(application.entrypoint);
  const port = application && valueOf(application.port);
  return `${framework?.name}: ${entrypoint?.kind} ${entrypoint?.target} on ${port}, ${application?.healthPath}`;
}

const CLI = 'import argparse\nimport requests\ndef main():\n    argparse.ArgumentParser().parse_args()\n';

describe('a console script', () => {
  it.each<[string, Texts, string]>([
    [
      'of a project that lists Flask and has nothing of it',
      { 'shop/cli.py': CLI },
      'none: command shop on null, null',
    ],
    [
      'that works with Flask and serves nothing',
      { 'shop/cli.py': CLI.replace('requests', 'flask'), 'shop/x.py': 'x = ["/health"]\n' },
      'flask: command shop on null, null',
    ],
    [
      'that runs the app by itself',
      {
        'shop/cli.py':
          'import flask\ndef main():\n    app = flask.Flask("shop")\n    @app.route("/health")\n    def health(): ...\n    app.run(host="0.0.0.0")\n',
      },
      'flask: command shop on 5000, /health',
    ],
    [
      'that runs the app on a port of its own, in another module',
      {
        'shop/cli.py': 'from shop.server import serve\ndef main():\n    serve()\n',
        'shop/server.py':
          'import os\nimport flask\nimport waitress\nPORT = int(os.environ.get("PORT", "9090"))\ndef serve():\n    waitress.serve(flask.Flask("x"), port=PORT)\n',
      },
      'flask: command shop on 9090, null',
    ],
  ])('%s', (_case, texts, expected) => {
    expect(told('flask requests', { 'shop/__init__.py': '', ...texts }, installed)).toBe(expected);
  });
});

it('a script beside a list of all that is installed is a script', () => {
  expect(told('flask requests tornado', { 'main.py': 'import requests\nprint(requests)\n' })).toBe(
    'none: script main.py on null, null',
  );
});

it('what a web line starts serves, even where no call shows it', () => {
  const texts = {
    Procfile: 'web: python run.py\n',
    'run.py': 'import flask\nimport hidden\nhidden.start()\n',
  };
  expect(told('flask', texts)).toBe('flask: script run.py on 8000, null');
});

it.each([
  [
    'bottle',
    'from bottle import run\nif __name__ == "__main__":\n    run(host="0.0.0.0", port=8080)\n',
    8080,
  ],
  ['nicegui', 'import os\nfrom nicegui import ui\nui.run(port=int(os.getenv("PORT", "8081")))\n', 8081],
  ['requests', 'import subprocess\nsubprocess.run(["x"])\n', null],
])('a script with %s, which is no framework here, has the port that it serves on', (requires, text, port) => {
  expect(told(requires, { 'main.py': text })).toBe(`none: script main.py on ${port}, null`);
});

it('a server that is made and run by hand is one', () => {
  const text =
    'import asyncio\nimport fastapi\nimport uvicorn\nasync def main():\n    app = await make(fastapi)\n    await uvicorn.Server(uvicorn.Config(app, host="0.0.0.0", port=8555)).serve()\nif __name__ == "__main__":\n    asyncio.run(main())\n';
  expect(told('fastapi uvicorn', { 'main.py': text })).toBe('fastapi: script main.py on 8555, null');
});
