import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { docker } from '../harness/docker';
import { lock, poetryLock } from '../harness/locks';
import { freePort, get } from '../harness/ports';
import { Workspace } from '../harness/workspace';

const newest = '3.14';
const app =
  'import flask\n\napp = flask.Flask(__name__)\n\n\n@app.get("/")\ndef hello():\n    return "Hello, World!"\n';
const project = '[project]\nname = "NAME"\nversion = "0.1.0"\nrequires-python = ">=3.12"\n';
const requirements = 'dependencies = ["flask>=3.1", "gunicorn>=23"]\n';

/** What states no Python, by package manager: its manifest. */
const manifests = {
  pip: ['requirements.txt', 'flask==3.1.3\nmarkupsafe==3.0.4\n'],
  uv: ['pyproject.toml', `${project}${requirements}[tool.uv]\npackage = false\n`],
  poetry: ['pyproject.toml', `${project}${requirements}[tool.poetry]\npackage-mode = false\n`],
} as const;
type Manager = keyof typeof manifests;
const managers = Object.keys(manifests) as Manager[];

describe('what leaves its Python open', { tags: ['docker'], timeout: 240_000 }, () => {
  let workspace: Workspace;
  const ports = new Map<Manager, number>();

  beforeAll(async () => {
    workspace = await Workspace.make('newest');
    for (const name of managers) {
      const [file, text] = manifests[name];
      await workspace.write(`${name}/${file}`, text.replace('NAME', name));
      await workspace.write(`${name}/app.py`, app);
      ports.set(name, await freePort());
    }
    await lock(workspace.directory, ['(cd uv && uv lock -q)', poetryLock('poetry')]);
    for (const name of managers)
      await workspace.mustNx(`g pydock:dockerize ${name} --port=${ports.get(name) ?? 0}`);
  }, 240_000);

  afterAll(() => workspace.close());

  it.each(managers)('gets the newest: %s', async (name) => {
    expect(await workspace.read(`${name}/Dockerfile`)).toContain(`ARG PYTHON_IMAGE=python:${newest}-slim`);
  });

  it('builds, starts and answers', async () => {
    await workspace.mustNx(`run-many -t docker-up -p ${managers.join(',')}`);
    for (const name of managers) {
      expect(await get(ports.get(name) ?? 0)).toEqual({ status: 200, body: 'Hello, World!' });
      const version = 'import sys; print("{}.{}".format(*sys.version_info))';
      const container = `${workspace.name}-${name}-1`;
      expect((await docker('exec', container, 'python', '-c', version)).trim()).toBe(newest);
    }
  });
});
