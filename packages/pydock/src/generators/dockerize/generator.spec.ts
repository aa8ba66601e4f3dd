import { describe, expect, it } from 'vitest';
import { emptyWorkspace, failureOf, outputOf, written } from '../../specs/workspace';
import { dockerizeGenerator } from './generator';

const flask = {
  'apps/api/requirements.txt': 'flask==3.1.3\n',
  'apps/api/app.py': 'from flask import Flask\napp = Flask(__name__)\n',
};
const directory = 'apps/api';

describe('dockerize', () => {
  it('gives a project what it needs, and keeps its files', async () => {
    const tree = emptyWorkspace(flask);
    await dockerizeGenerator(tree, { directory });
    const names = Object.keys(written(tree)).filter((path) => path.startsWith('apps/'));
    expect(names).toEqual([
      'apps/api/Dockerfile',
      'apps/api/Dockerfile.dockerignore',
      'apps/api/app.py',
      'apps/api/project.json',
      'apps/api/requirements.txt',
    ]);
    expect(JSON.parse(tree.read('apps/api/project.json', 'utf8') ?? '')).toEqual({
      name: 'api',
      $schema: '../../node_modules/nx/schemas/project-schema.json',
      projectType: 'application',
      sourceRoot: 'apps/api',
      targets: { 'docker-up': { options: { ports: ['8000:8000'] } } },
    });
    expect(tree.read('apps/api/Dockerfile', 'utf8')).toContain('"app:app"]');
  });

  it('installs the extras and groups that are asked for, and changes nothing when they are asked for again', async () => {
    const tree = emptyWorkspace({
      'apps/api/app.py': flask['apps/api/app.py'],
      'apps/api/uv.lock': 'version = 1\n',
      'apps/api/pyproject.toml':
        '[project]\nname = "api"\nversion = "1"\ndependencies = ["flask"]\n[project.optional-dependencies]\nserver = ["gunicorn"]\n[dependency-groups]\nprod = ["sentry-sdk"]\n',
    });
    const failure = await failureOf(() => dockerizeGenerator(tree, { directory }));
    expect(failure).toMatchObject({
      code: 'PYDOCK_EXTRA_NEEDED',
      place: { file: 'apps/api/pyproject.toml', line: 6 },
    });
    expect(tree.exists('apps/api/Dockerfile')).toBe(false);
    const options = { directory, extras: ['server'], groups: ['prod'] };
    const output = await outputOf(await dockerizeGenerator(tree, options));
    expect(output).toMatch(/\n {2}extras +server +apps\/api\/pyproject\.toml:6\n {2}groups +prod /);
    expect(tree.read('apps/api/Dockerfile', 'utf8')).toContain(
      'uv sync --locked --no-dev --extra server --group prod\n',
    );
    const first = written(tree);
    await dockerizeGenerator(tree, options);
    expect(written(tree)).toEqual(first);
    const other = await failureOf(() => dockerizeGenerator(tree, { directory, extras: ['server'] }));
    expect(other).toMatchObject({ code: 'PYDOCK_FILE_EXISTS' });
    expect(other.quote).toContain('+     uv sync --locked --no-dev --extra server');
  });

  it('changes nothing when it is run twice', async () => {
    const tree = emptyWorkspace(flask);
    await dockerizeGenerator(tree, { directory });
    const first = written(tree);
    await dockerizeGenerator(tree, { directory });
    expect(written(tree)).toEqual(first);
  });

  it('writes what a member of a uv workspace has of the lock file', async () => {
    const project = (name: string) =>
      `[project]\nname = "${name}"\nversion = "1"\ndependencies = ["flask"]\n`;
    const tree = emptyWorkspace({
      'pyproject.toml': '[tool.uv.workspace]\nmembers = ["apps/*"]\n',
      'uv.lock':
        'version = 1\n\n[[package]]\nname = "api"\nversion = "1"\nsource = { virtual = "apps/api" }\n',
      'apps/api/pyproject.toml': project('api'),
      'apps/api/app.py': flask['apps/api/app.py'],
    });
    await dockerizeGenerator(tree, { directory });
    const text = tree.read('apps/api/pydock.lock', 'utf8');
    expect(text).toMatch(
      /^# What this service installs of uv\.lock.*\nsettings [0-9a-f]+\napi apps\/api [0-9a-f]+\n$/,
    );
    const [part, ignoreFile] = [text, tree.read('apps/api/Dockerfile.dockerignore', 'utf8')];
    expect(ignoreFile).toContain('\napps/api/pydock.lock\n');
    await dockerizeGenerator(tree, { directory });
    expect(tree.read('apps/api/pydock.lock', 'utf8')).toBe(part);
  });

  it('takes the root of the workspace', async () => {
    const tree = emptyWorkspace({ 'requirements.txt': '', 'main.py': '' });
    await dockerizeGenerator(tree, { directory: '.', name: 'job' });
    expect(tree.read('Dockerfile', 'utf8')).toContain('COPY . .');
    expect(JSON.parse(tree.read('project.json', 'utf8') ?? '')).toMatchObject({
      name: 'job',
      sourceRoot: '.',
      targets: { 'docker-up': { options: {} } },
    });
  });

  it('keeps the text of project.json but for the target', async () => {
    const present = `{\n    // ours\n    "name": "shop-api",\n    "targets": {\n        "test": {\n            "command": "pytest"\n        }\n    }\n}\n`;
    const tree = emptyWorkspace({ ...flask, 'apps/api/project.json': present });
    await dockerizeGenerator(tree, { directory });
    expect(tree.read('apps/api/project.json', 'utf8')).toBe(
      present.replace(
        '"pytest"\n        }\n',
        '"pytest"\n        },\n        "docker-up": {\n            "options": {\n                "ports": [\n                    "8000:8000"\n                ]\n            }\n        }\n',
      ),
    );
    expect(tree.read('apps/api/Dockerfile', 'utf8')).toContain('# shop-api: Flask');
  });

  it('keeps line ends, and takes files of Windows for what they are', async () => {
    const tree = emptyWorkspace({ ...flask, 'apps/api/project.json': '{\r\n\t"name": "api"\r\n}\r\n' });
    await dockerizeGenerator(tree, { directory });
    const text = tree.read('apps/api/project.json', 'utf8') ?? '';
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
    expect(text).toContain('\r\n\t"targets": {\r\n\t\t"docker-up"');
    const dockerfile = tree.read('apps/api/Dockerfile', 'utf8') ?? '';
    tree.write('apps/api/Dockerfile', dockerfile.replaceAll('\n', '\r\n'));
    const before = written(tree);
    await dockerizeGenerator(tree, { directory });
    expect(written(tree)).toEqual(before);
  });

  it('leaves a docker-up target that is there', async () => {
    const present = '{"name":"api","targets":{"docker-up":{"options":{"ports":["9000:80"]}}}}';
    const tree = emptyWorkspace({ ...flask, 'apps/api/project.json': present });
    const say = await dockerizeGenerator(tree, { directory });
    expect(tree.read('apps/api/project.json', 'utf8')).toBe(present);
    expect(await outputOf(say)).not.toContain('localhost');
  });

  it('takes the name that package.json states', async () => {
    const tree = emptyWorkspace({ ...flask, 'apps/api/package.json': '{"name":"@acme/api"}' });
    await dockerizeGenerator(tree, { directory });
    expect(tree.read('apps/api/project.json', 'utf8')).toContain('"name": "@acme/api"');
  });

  it('tells what was found and where, and uses the names of targets that the plugin is told', async () => {
    const nxJson = { plugins: [{ plugin: 'pydock', options: { upTargetName: 'up' } }] };
    const tree = emptyWorkspace({ ...flask, 'nx.json': JSON.stringify(nxJson) });
    const output = await outputOf(await dockerizeGenerator(tree, { directory, port: 9001 }));
    expect(output).toMatch(/framework +flask +apps\/api\/requirements.txt:1/);
    expect(output).toMatch(/entry point +app:app \(wsgi\) +apps\/api\/app.py:2/);
    expect(output).toContain('nx run api:up   http://localhost:9001');
  });

  it('refuses to overwrite an edited Dockerfile, shows how it differs, and writes nothing', async () => {
    const tree = emptyWorkspace(flask);
    await dockerizeGenerator(tree, { directory });
    const edited = (tree.read('apps/api/Dockerfile', 'utf8') ?? '').replace('EXPOSE 8000', 'EXPOSE 80');
    const other = emptyWorkspace({ ...flask, 'apps/api/Dockerfile': edited });
    const before = written(other);
    const failure = await failureOf(() => dockerizeGenerator(other, { directory }));
    expect(failure).toMatchObject({ code: 'PYDOCK_FILE_EXISTS', quote: ['- EXPOSE 80', '+ EXPOSE 8000'] });
    expect(written(other)).toEqual(before);
  });

  describe('of a project that was locked since', () => {
    const pyproject =
      '[project]\nname = "api"\ndependencies = ["flask==3.1.3"]\n[tool.uv]\npackage = false\n';
    const files = { 'apps/api/pyproject.toml': pyproject, 'apps/api/app.py': flask['apps/api/app.py'] };
    const lock = 'version = 1\n';

    it('makes the Dockerfile install what is locked', async () => {
      const tree = emptyWorkspace(files);
      await dockerizeGenerator(tree, { directory });
      expect(tree.read('apps/api/Dockerfile', 'utf8')).not.toContain('--locked');
      tree.write('apps/api/uv.lock', lock);
      await dockerizeGenerator(tree, { directory });
      expect(tree.read('apps/api/Dockerfile', 'utf8')).toContain('uv sync --locked');
    });

    it('leaves a Dockerfile that was edited', async () => {
      const tree = emptyWorkspace(files);
      await dockerizeGenerator(tree, { directory });
      tree.write('apps/api/Dockerfile', `${tree.read('apps/api/Dockerfile', 'utf8')}LABEL mine=yes\n`);
      tree.write('apps/api/uv.lock', lock);
      const { code } = await failureOf(() => dockerizeGenerator(tree, { directory }));
      expect(code).toBe('PYDOCK_FILE_EXISTS');
    });
  });

  it.each([
    [{}, 'PYDOCK_DIRECTORY_MISSING'],
    [{ 'apps/api': 'a file' }, 'PYDOCK_DIRECTORY_MISSING'],
    [{ 'apps/api/app.py': '' }, 'PYDOCK_MANIFEST_MISSING'],
    [{ ...flask, 'apps/api/other.py': flask['apps/api/app.py'], 'apps/api/app.py': '' }, null],
    [{ 'apps/api/requirements.txt': 'flask', 'apps/api/x.py': '' }, 'PYDOCK_ENTRYPOINT_NOT_FOUND'],
    [
      { 'apps/api/requirements.txt': '', 'apps/api/one.py': '', 'apps/api/two.py': '' },
      'PYDOCK_ENTRYPOINT_AMBIGUOUS',
    ],
    [{ 'apps/api/requirements.txt': 'django', 'apps/api/x.py': '' }, 'PYDOCK_ENTRYPOINT_NOT_FOUND'],
  ])('of %j ends with %s', async (files, code) => {
    const tree = emptyWorkspace(files);
    const before = written(tree);
    if (code === null) return void (await dockerizeGenerator(tree, { directory }));
    expect((await failureOf(() => dockerizeGenerator(tree, { directory }))).code).toBe(code);
    expect(written(tree)).toEqual(before);
  });
});
