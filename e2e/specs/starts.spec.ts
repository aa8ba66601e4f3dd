import { spawn } from 'node:child_process';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { docker } from '../harness/docker';
import { expectFailure, expectMessage } from '../harness/failure';
import { freePort, get } from '../harness/ports';
import { Workspace } from '../harness/workspace';

describe('a start that fails', { tags: ['docker'] }, () => {
  let workspace: Workspace;
  let port: number;

  beforeAll(async () => {
    workspace = await Workspace.make('starts');
    port = await freePort();
    await workspace.mustNx(`g pydock:service api --port=${port}`);
    await workspace.service('other', { ports: [`${await freePort()}:8000`] });
    await workspace.commit();
  });

  afterAll(() => workspace.close());
  beforeEach(async () => {
    await workspace.git('checkout', '--quiet', '.');
  });

  describe('for a host port that is taken', () => {
    const cleanups: (() => unknown)[] = [];
    afterEach(async () => {
      for (const cleanup of cleanups.splice(0)) await cleanup();
    });

    it('names the process that has it', async () => {
      const code = `require('net').createServer().listen(${port}, '127.0.0.1', () => console.log('ready'))`;
      const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'ignore'] });
      cleanups.push(() => child.kill());
      await new Promise((resolve) => child.stdout.once('data', resolve));
      const { output } = await expectFailure(workspace, 'run api:docker-up', {
        code: 'PYDOCK_PORT_TAKEN',
        says: [
          `127.0.0.1:${port}`,
          `process ${child.pid} (`,
          'createServer',
          /where {2}api\/project\.json:\d+ .*ports\[0\]/,
        ],
      });
      expect(output).not.toContain('building');
    });

    it('names the container that has it', async () => {
      const name = `${workspace.name}-squatter`;
      const publish = `127.0.0.1:${port}:80`;
      await docker(
        'run',
        '--detach',
        '--name',
        name,
        '--init',
        '--publish',
        publish,
        'python:3.13-slim',
        'sleep',
        '600',
      );
      cleanups.push(() => docker('rm', '--force', name));
      await expectFailure(workspace, 'run-many -t docker-up', {
        code: 'PYDOCK_PORT_TAKEN',
        says: [`127.0.0.1:${port}`, `the container ${name}`],
      });
    });
  });

  it('names a package that does not exist', async () => {
    const requirements = await workspace.read('api/requirements.txt');
    await workspace.write('api/requirements.txt', `${requirements}no-such-package-of-pydock==1.0\n`);
    for (const target of ['docker-build', 'docker-up'])
      await expectFailure(workspace, `run api:${target}`, {
        code: 'PYDOCK_PACKAGE_NOT_FOUND',
        says: ['no-such-package-of-pydock', /where {2}api\/requirements\.txt/],
      });
  });

  it('names requirements.txt where it is missing', async () => {
    await workspace.remove('api/requirements.txt');
    await expectFailure(workspace, 'run api:docker-up', {
      code: 'PYDOCK_MANIFEST_MISSING',
      says: ['api has no requirements.txt', 'api/requirements.txt'],
    });
  });

  it('names the step of a Dockerfile that fails, with its last lines', async () => {
    const dockerfile = await workspace.read('other/Dockerfile');
    await workspace.write(
      'other/Dockerfile',
      dockerfile.replace('USER ', 'RUN echo this is why && exit 3\nUSER '),
    );
    await expectFailure(workspace, 'run other:docker-build', {
      code: 'PYDOCK_BUILD_FAILED',
      says: ['RUN echo this is why', '| this is why', 'exit code: 3'],
    });
  });

  it('shows the last lines of an app that does not start', async () => {
    const app = await workspace.read('api/app.py');
    await workspace.write('api/app.py', `${app}\ndef broken(:\n    pass\n`);
    await expectFailure(workspace, 'run api:docker-up', {
      code: 'PYDOCK_SERVICE_CRASHED',
      says: ['api stopped while it was starting', /why {4}SyntaxError/, /\| .*SyntaxError/, 'app.py'],
    });
  });

  it('shows them where the service restarts for ever as well', async () => {
    await workspace.options('other', { restart: 'always' });
    await workspace.write('other/app.py', 'raise RuntimeError("no luck today")\n');
    await expectFailure(workspace, 'run other:docker-up', {
      code: 'PYDOCK_SERVICE_CRASHED',
      says: ['no luck today'],
    });
  });

  it('shows them with all services of a run, and leaves none of them', async () => {
    await workspace.write('other/app.py', 'def broken(:\n');
    await expectFailure(workspace, 'run-many -t docker-up', {
      code: 'PYDOCK_SERVICE_CRASHED',
      says: ['SyntaxError'],
    });
  });

  it('gives up on an app that is not ready in time', async () => {
    await workspace.options('other', { environment: { SLEEP: '300' } });
    await expectFailure(workspace, 'run other:docker-up --timeout=3s', {
      code: 'PYDOCK_SERVICE_TIMEOUT',
      says: ['within 3 s', '| starting'],
    });
  });

  it('leaves what ran before as it was', async () => {
    await workspace.mustNx('run api:docker-up');
    const before = await workspace.footprint();
    const options = await workspace.read('other/project.json');
    await workspace.options('other', { environment: { SLEEP: 'not a number' } });
    expectMessage(await workspace.nx('run-many -t docker-up'), {
      code: 'PYDOCK_SERVICE_CRASHED',
      says: ['ValueError'],
    });
    await workspace.write('other/project.json', options);
    expect(await workspace.footprint()).toEqual(before);
    expect((await get(port)).body).toBe('Hello, World!');
  });
});
