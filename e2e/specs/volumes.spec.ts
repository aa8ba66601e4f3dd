import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resources } from '../harness/docker';
import { expectFailure } from '../harness/failure';
import { freePort, get } from '../harness/ports';
import { Workspace } from '../harness/workspace';

describe('data in volumes', { tags: ['docker'] }, () => {
  let workspace: Workspace;
  let port: number;

  beforeAll(async () => {
    workspace = await Workspace.make('volumes');
    port = await freePort();
    await workspace.init();
    await workspace.service('api', {
      ports: [`${port}:8000`],
      volumes: ['data:/var/lib/app', './conf:/etc/app:ro'],
      environment: { STATE: '/var/lib/app' },
    });
    await workspace.write('api/conf/greeting', 'moin\n');
  });

  afterAll(() => workspace.close());

  it('survives docker-down and docker-up', async () => {
    await workspace.mustNx('run api:docker-up');
    expect((await get(port)).body).toBe('counter 1');
    expect((await get(port)).body).toBe('counter 2');
    await workspace.mustNx('run api:docker-down');
    expect(await resources(workspace.name)).toEqual({
      containers: [],
      networks: [],
      volumes: [`${workspace.name}_data`],
    });
    await workspace.mustNx('run api:docker-up');
    expect((await get(port)).body).toBe('counter 3');
  });

  it('mounts a directory of the project, read only', async () => {
    const container = workspace.launch('docker', [
      'compose',
      'exec',
      'api',
      'sh',
      '-c',
      'cat /etc/app/greeting; touch /etc/app/x',
    ]);
    const { output, code } = await container.finished;
    expect(code).not.toBe(0);
    expect(output).toContain('moin');
    expect(output).toContain('Read-only file system');
  });

  it('goes with docker-down --volumes', async () => {
    await workspace.mustNx('run api:docker-down --volumes');
    expect(await resources(workspace.name)).toEqual({ containers: [], networks: [], volumes: [] });
    await workspace.mustNx('run api:docker-up');
    expect((await get(port)).body).toBe('counter 1');
  });

  it.each(['/var/lib/my data', '/data;touch /pwned', '/data$(touch /pwned)', '/data*'])(
    'can not be mounted on %s: the Dockerfile makes the directory by a shell',
    async (target) => {
      await workspace.options('api', { volumes: [`data:${target}`] });
      await expectFailure(workspace, 'run api:docker-build', {
        code: 'PYDOCK_VOLUME_INVALID',
        says: [/where {2}api\/project\.json:\d+ targets\.docker-up\.options\.volumes\[0\]/, target],
      });
    },
  );
});
