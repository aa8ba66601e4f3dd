import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { docker, inspectService, resources } from '../harness/docker';
import { must, userEnvironment } from '../harness/command';
import { freePort, get } from '../harness/ports';
import { Workspace } from '../harness/workspace';

// With the daemon, as a user has it.
const daemon = { NX_DAEMON: 'true' };

describe('a service from scaffold to HTTP', { tags: ['docker'] }, () => {
  let workspace: Workspace;
  let port: number;

  beforeAll(async () => {
    workspace = await Workspace.make('lifecycle');
    port = await freePort();
  });

  afterAll(() => workspace.close());

  const nx = (line: string) => workspace.mustNx(line, daemon);

  it('is generated', async () => {
    await nx(`g pydock:service api --port=${port}`);
    expect(await workspace.read('api/Dockerfile')).toContain('USER 10001:10001');
  });

  it('is built', async () => {
    expect(await nx('run api:docker-build')).toContain(`built ${workspace.name}-api`);
    expect(await docker('image', 'inspect', `${workspace.name}-api`, '--format', '{{.Config.User}}')).toBe(
      '10001:10001',
    );
  });

  it('comes up healthy and answers', async () => {
    const output = await nx('run-many -t docker-up');
    expect(output).toContain(`http://localhost:${port}`);
    expect(output).toMatch(/Ready in /);
    expect(await get(port)).toEqual({ status: 200, body: 'Hello, World!' });
    const { State } = await inspectService(workspace.name, 'api');
    expect(State).toMatchObject({ Status: 'running', Health: { Status: 'healthy' } });
  });

  it('is left alone when it is up already', async () => {
    const before = await inspectService(workspace.name, 'api');
    expect(await nx('run api:docker-up')).toContain('Nothing to do');
    expect((await inspectService(workspace.name, 'api')).Id).toBe(before.Id);
  });

  it('is safe by default', async () => {
    const { Config, HostConfig } = await inspectService(workspace.name, 'api');
    expect(Config.User).toMatch(/^[1-9]\d*(:\d+)?$/);
    expect(HostConfig).toMatchObject({
      Init: true,
      SecurityOpt: ['no-new-privileges:true'],
      CapDrop: ['ALL'],
      CapAdd: null,
      Privileged: false,
      Memory: 512 * 2 ** 20,
      NanoCpus: 1e9,
      PidsLimit: 256,
      PortBindings: { '8000/tcp': [{ HostIp: '127.0.0.1', HostPort: String(port) }] },
      LogConfig: { Config: { 'max-size': '10m', 'max-file': '3' } },
    });
  });

  it('takes the limits, the environment and the restart policy asked for', async () => {
    await workspace.options('api', {
      memory: '256m',
      cpus: 0.5,
      pids: 99,
      restart: 'unless-stopped',
      environment: { FLASK_GREETING: 'Moin' },
    });
    const output = await nx('run api:docker-up');
    expect(output).toMatch(/^recreate api +because .*memory.*environment.*restart changed$/m);
    expect((await get(port)).body).toBe('Moin');
    const { HostConfig } = await inspectService(workspace.name, 'api');
    expect(HostConfig).toMatchObject({
      Memory: 256 * 2 ** 20,
      NanoCpus: 5e8,
      PidsLimit: 99,
      RestartPolicy: { Name: 'unless-stopped' },
    });
  });

  it('goes down and leaves nothing', async () => {
    await nx('run api:docker-down');
    expect(await resources(workspace.name)).toEqual({ containers: [], networks: [], volumes: [] });
  });

  it('has a compose file that docker compose starts without Nx', async () => {
    const cwd = workspace.directory;
    const env = userEnvironment();
    await must('docker', ['compose', 'config', '--quiet'], { cwd, env });
    await must('docker', ['compose', 'up', '--wait', '--quiet-pull'], { cwd, env });
    expect((await get(port)).body).toBe('Moin');
    const container = await inspectService(workspace.name, 'api');
    expect(container.State.Health?.Status).toBe('healthy');
    expect(container.Config.User).toBe('10001:10001');
    expect(container.HostConfig).toMatchObject({ Init: true, CapDrop: ['ALL'], Memory: 256 * 2 ** 20 });
    await must('docker', ['compose', 'down'], { cwd, env });
  });
});
