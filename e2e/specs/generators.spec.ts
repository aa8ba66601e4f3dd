import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectFailure } from '../harness/failure';
import { Workspace } from '../harness/workspace';

interface Project {
  targets: Record<
    string,
    { executor: string; options: Record<string, unknown>; metadata: { description: string } }
  >;
  metadata: { technologies: string[] };
}

describe('the generators', { tags: ['docker'] }, () => {
  let workspace: Workspace;

  beforeAll(async () => {
    workspace = await Workspace.make('generators');
  });

  afterAll(() => workspace.close());

  const status = () => workspace.git('status', '--porcelain', '--untracked-files=all');
  const project = async (name: string) =>
    JSON.parse(await workspace.mustNx(`show project ${name} --json`)) as Project;
  const ports = async (name: string) => (await project(name)).targets['docker-up']?.options['ports'];

  it('write nothing with --dry-run', async () => {
    const output = await workspace.mustNx('g pydock:service api --dry-run');
    expect(output).toContain('CREATE api/Dockerfile');
    expect(output).toContain('UPDATE nx.json');
    expect(await status()).toBe('');
  });

  it('scaffold a service with everything that it needs', async () => {
    await workspace.mustNx('g pydock:service api');
    expect((await status()).split('\n').filter(Boolean).sort()).toEqual([
      ' M .gitignore',
      ' M nx.json',
      '?? api/.python-version',
      '?? api/Dockerfile',
      '?? api/Dockerfile.dockerignore',
      '?? api/README.md',
      '?? api/app.py',
      '?? api/project.json',
      '?? api/pytest.ini',
      '?? api/requirements-dev.txt',
      '?? api/requirements.in',
      '?? api/requirements.txt',
      '?? api/tests/test_app.py',
    ]);
    await workspace.commit();
  });

  it('infer targets that read well', async () => {
    const { targets, metadata } = await project('api');
    expect(metadata.technologies).toEqual(expect.arrayContaining(['python', 'docker']));
    for (const name of ['docker-build', 'docker-compose', 'docker-up', 'docker-down']) {
      expect(targets[name]?.executor).toBe(`pydock:${name.replace('docker-', '')}`);
      expect(targets[name]?.metadata.description).toMatch(/^[A-Z]/);
    }
    expect(targets['docker-up']?.options['ports']).toEqual(['8000:8000']);
  });

  it('give the next service the next port', async () => {
    await workspace.mustNx('g pydock:service services/web');
    expect(await ports('web')).toEqual(['8001:8000']);
    await workspace.commit();
  });

  it('bring in an existing project', async () => {
    await workspace.fixture('legacy', 'legacy');
    await workspace.commit();
    const output = await workspace.mustNx('g pydock:dockerize legacy');
    expect(output).toMatch(/framework +flask +legacy\/requirements\.txt:1/);
    expect(output).toMatch(/entry point +app:app \(wsgi\) +legacy\/app\.py:3/);
    expect((await status()).split('\n').filter(Boolean).sort()).toEqual([
      '?? legacy/Dockerfile',
      '?? legacy/Dockerfile.dockerignore',
      '?? legacy/project.json',
    ]);
    expect(await ports('legacy')).toEqual(['8002:8000']);
    await workspace.commit();
  });

  it('change nothing the second time', async () => {
    await workspace.mustNx('g pydock:dockerize legacy');
    await workspace.mustNx('g pydock:init');
    expect(await status()).toBe('');
  });

  it('refuse to overwrite an edited Dockerfile, and show the difference', async () => {
    const text = await workspace.read('legacy/Dockerfile');
    await workspace.write('legacy/Dockerfile', text.replace('WORKDIR /app', 'WORKDIR /app\nENV MINE=1'));
    await workspace.remove('legacy/Dockerfile.dockerignore');
    await expectFailure(workspace, 'g pydock:dockerize legacy', {
      code: 'PYDOCK_FILE_EXISTS',
      says: ['legacy/Dockerfile', '| - ENV MINE=1'],
    });
    await workspace.git('checkout', '--quiet', '.');
  });

  it('refuse a directory where a service is already', async () => {
    await expectFailure(workspace, 'g pydock:service api', { code: 'PYDOCK_FILE_EXISTS', says: ['api/'] });
  });

  it.each(['../outside', '/outside', 'api/../../outside'])(
    'refuse %s, outside the workspace',
    async (directory) => {
      for (const generator of ['service', 'dockerize'])
        await expectFailure(workspace, `g pydock:${generator} ${directory}`, {
          code: 'PYDOCK_DIRECTORY_OUTSIDE_WORKSPACE',
          says: [directory],
        });
    },
  );

  it('refuse a port that is none, and name the range', async () => {
    await expectFailure(workspace, 'g pydock:service other --port=0', {
      code: 'PYDOCK_PORT_INVALID',
      says: ['where  command line, --port', 'from 1 to 65535'],
    });
  });

  it('refuse a name that gives the service name of another project', async () => {
    await expectFailure(workspace, 'g pydock:service other --name=API', {
      code: 'PYDOCK_NAME_CONFLICT',
      says: ['"API"', 'service name "api"', '--name='],
    });
  });

  it.each(['node_modules/x', '.venv/x', '.git/x'])('refuse %s', async (directory) => {
    await expectFailure(workspace, `g pydock:service ${directory}`, {
      code: 'PYDOCK_OPTION_INVALID',
      says: ['where  command line, --directory', directory],
    });
  });

  it.each(['apps/größe', 'apps/日本'])('refuse %s, which BuildKit would misread', async (directory) => {
    await expectFailure(workspace, `g pydock:service ${directory}`, {
      code: 'PYDOCK_OPTION_INVALID',
      says: ['where  command line, --directory', directory, 'ASCII'],
    });
  });

  it('take a name with letters beyond ASCII', async () => {
    await workspace.mustNx('g pydock:service apps/size --name=größe');
    expect(await workspace.mustNx('run größe:docker-up --dry-run')).toMatch(/^create grosse +because/m);
    await workspace.git('clean', '--quiet', '--force', '-d', 'apps');
  });

  it('refuse a name that gives no service name', async () => {
    await expectFailure(workspace, 'g pydock:service other --name=日本', {
      code: 'PYDOCK_NAME_INVALID',
      says: ['"日本"', '--name='],
    });
  });

  it('refuse a project without a manifest', async () => {
    await workspace.write('empty/app.py', 'print("moin")\n');
    await expectFailure(workspace, 'g pydock:dockerize empty', {
      code: 'PYDOCK_MANIFEST_MISSING',
      says: ['empty has no requirements.txt'],
    });
    await workspace.remove('empty');
  });

  it('refuse a directory that is not there', async () => {
    await expectFailure(workspace, 'g pydock:dockerize nowhere', {
      code: 'PYDOCK_DIRECTORY_MISSING',
      says: ['nowhere'],
    });
  });

  it('refuse requirements that can not be read, by file and line', async () => {
    await workspace.write('broken/app.py', '');
    await workspace.write('broken/requirements.txt', 'flask==3.1.3\n=== what is this\n');
    await expectFailure(workspace, 'g pydock:dockerize broken', {
      code: 'PYDOCK_REQUIREMENTS_INVALID',
      says: ['broken/requirements.txt:2'],
    });
    await workspace.remove('broken');
  });

  it('name by their path the directories of one name that --all finds, as the graph does', async () => {
    const sources = {
      'requirements.txt': 'flask==3.1.2\ngunicorn==23.0.0\n',
      'app.py': 'from flask import Flask\napp = Flask(__name__)\n',
    };
    for (const root of ['shop/services/cart', 'shop/legacy/cart', 'shop/old/cart'])
      for (const [name, text] of Object.entries(sources)) await workspace.write(`${root}/${name}`, text);
    // A service already, by its Dockerfile alone.
    await workspace.write('shop/old/cart/Dockerfile', 'FROM python:3.13-slim\n');
    const names = async () =>
      (await workspace.mustNx('show projects')).split(/\s+/).filter((name) => name.endsWith('cart'));
    expect(await names()).toEqual(['shop-old-cart']);
    await workspace.mustNx('g pydock:dockerize shop --all');
    const all = ['shop-legacy-cart', 'shop-old-cart', 'shop-services-cart'];
    expect((await names()).sort()).toEqual(all);
    expect(workspace.has('shop/old/cart/project.json')).toBe(false);
    for (const name of all) expect((await project(name)).targets['docker-up']?.executor).toBe('pydock:up');
    await workspace.remove('shop');
  });
});

describe('target names of the plugin options', { tags: ['docker'] }, () => {
  let workspace: Workspace;

  beforeAll(async () => {
    workspace = await Workspace.make('names');
    await workspace.write(
      'nx.json',
      JSON.stringify({
        analytics: false,
        plugins: [
          {
            plugin: 'pydock',
            options: {
              buildTargetName: 'image',
              composeTargetName: 'compose-file',
              upTargetName: 'start',
              downTargetName: 'stop',
              pushTargetName: 'publish',
              saveTargetName: 'pack',
              loadTargetName: 'unpack',
            },
          },
        ],
      }),
    );
  });

  afterAll(() => workspace.close());

  it('are used by graph and generators', async () => {
    await workspace.mustNx('g pydock:service api');
    const { targets } = JSON.parse(await workspace.mustNx('show project api --json')) as Project;
    const names = ['compose-file', 'image', 'pack', 'publish', 'start', 'stop', 'unpack'];
    expect(Object.keys(targets).sort()).toEqual(names);
    expect(targets['start']?.options['ports']).toEqual(['8000:8000']);
    await workspace.mustNx('g pydock:service web');
    const web = JSON.parse(await workspace.mustNx('show project web --json')) as Project;
    expect(web.targets['start']?.options['ports']).toEqual(['8001:8000']);
  });

  it('run the same executors', async () => {
    expect(await workspace.mustNx('run api:compose-file')).toContain('docker-compose.yml written: api, web');
    expect(await workspace.mustNx('run-many -t start --dry-run')).toMatch(/create api +because/);
  });
});
