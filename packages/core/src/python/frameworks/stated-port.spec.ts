import { expect, it } from 'vitest';
import { manifestProject, type Texts } from '../../specs/python-projects';
import { valueOf } from '../fact';
import { chooseFramework } from './all';

const told = (requires: string, texts: Texts) => {
  const project = manifestProject(requires, texts);
  const application = valueOf(chooseFramework(project))?.application(project, null);
  const entrypoint = application && valueOf(application.entrypoint);
  const source = application && 'known' in application.port ? application.port.known.source : null;
  const at = source !== null && typeof source === 'object' ? `${source.file}:${source.line}` : source;
  return `${entrypoint?.target} on ${application && valueOf(application.port)}, ${at}`;
};

const FASTAPI = 'from fastapi import FastAPI\napp = FastAPI()\n';
const FLASK = 'from flask import Flask\napp = Flask(__name__)\n';
const main = (call: string) => `import os\nimport uvicorn\nif __name__ == "__main__":\n    ${call}\n`;

it.each<[string, string, Texts, string]>([
  [
    'a call that names the app',
    'fastapi uvicorn',
    { 'main.py': main('uvicorn.run("pkg.mod:app", port=9000, host="0.0.0.0")'), 'pkg/mod.py': FASTAPI },
    'pkg.mod:app on 9000, apps/api/main.py:4',
  ],
  [
    'the default of a variable',
    'fastapi uvicorn',
    { 'main.py': FASTAPI + main('uvicorn.run(app, port=int(os.environ.get("PORT", 8080)))') },
    'main:app on 8080, apps/api/main.py:6',
  ],
  [
    'several that differ',
    'fastapi uvicorn',
    {
      'app.py': FASTAPI,
      'one.py': main('uvicorn.run("x:app", port=9001)'),
      'two.py': main('uvicorn.run("y:app", port=9002)'),
    },
    'app:app on 8000, default',
  ],
  [
    'several of which one starts it',
    'fastapi uvicorn',
    {
      'app.py': FASTAPI,
      'one.py': main('uvicorn.run("app:app", port=9001)'),
      'two.py': main('uvicorn.run("y:app", port=9002)'),
    },
    'app:app on 9001, apps/api/one.py:4',
  ],
  [
    'gunicorn.conf.py',
    'flask gunicorn',
    { 'app.py': FLASK, 'gunicorn.conf.py': 'workers = 2\nbind = "0.0.0.0:5005"\n' },
    'app:app on 5005, apps/api/gunicorn.conf.py:2',
  ],
  [
    'a server for development',
    'flask gunicorn',
    { 'app.py': `${FLASK}if __name__ == "__main__":\n    app.run(port=5001)\n` },
    'app:app on 8000, default',
  ],
])('the port of an app: %s', (_case, requires, texts, expected) => {
  expect(told(requires, texts)).toBe(expected);
});

it.each<[string, string]>([
  [
    'a parameter',
    'def serve(port: int = 50060):\n    server = grpc.server(None)\n    server.add_insecure_port(f"[::]:{port}")\n',
  ],
  [
    'a constant in an f-string',
    'PORT = 50060\ndef serve():\n    server = grpc.server(None)\n    server.add_insecure_port(f"[::]:{PORT}")\n',
  ],
])('the port of gRPC from %s', (_case, text) => {
  const texts = { 'server.py': `import grpc\n${text}if __name__ == "__main__":\n    serve()\n` };
  expect(told('grpcio', texts)).toMatch(/^server.py on 50060, /);
});
