import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { must, userEnvironment } from '../harness/command';
import { docker, inspectService, resources } from '../harness/docker';
import { expectMessage } from '../harness/failure';
import { freePort, get } from '../harness/ports';
import { Workspace } from '../harness/workspace';

describe('a command for some services', { tags: ['docker'], timeout: 240_000 }, () => {
  let workspace: Workspace;
  const ports: Record<string, number> = {};

  beforeAll(async () => {
    workspace = await Workspace.make('neighbours');
    await workspace.init();
    for (const name of ['api', 'web', 'worker']) {
      ports[name] = await freePort();
      await workspace.service(name, { ports: [`${ports[name]}:8000`] });
    }
    await workspace.options('api', { volumes: ['data:/data'] });
    await workspace.options('worker', { volumes: ['data:/data', '/anonymous'], envFile: '.env' });
    await workspace.options('web', { dependsOn: ['worker'], environment: { NAME: '${GREETING:-web}' } });
    await workspace.write('worker/.env', 'NAME=one\n');
    await workspace.commit();
  });

  afterAll(() => workspace.close());
  beforeEach(async () => {
    await workspace.git('checkout', '--quiet', '.');
    await workspace.mustNx('run-many -t docker-up');
  });
  afterEach(() => workspace.remove('docker-compose.override.yml'));

  const container = (name: string) => `${workspace.name}-${name}-1`;
  const running = async () => (await resources(workspace.name)).containers;
  const says = async (name: string) => (await get(ports[name] ?? 0, '/health')).body.split(' ')[0];
  const all = () => ['api', 'web', 'worker'].map(container);

  it('removes the volumes of one that is down already, and nothing of the others', async () => {
    await workspace.mustNx('run worker:docker-down');
    const { volumes } = await resources(workspace.name);
    const output = await workspace.mustNx('run worker:docker-down --volumes');
    expect(output).toContain('Nothing to do');
    await workspace.options('api', { volumes: [] });
    await workspace.mustNx('run api:docker-up');
    await workspace.mustNx('run worker:docker-down --volumes');
    expect(await running()).toEqual([container('api'), container('web')]);
    expect(volumes).toEqual([`${workspace.name}_data`]);
    expect((await resources(workspace.name)).volumes).toEqual([]);
  });

  it('takes a volume without a name down with its container', async () => {
    const { Mounts } = JSON.parse(await docker('inspect', '--format', '{{json .}}', container('worker'))) as {
      Mounts: { Name: string; Destination: string }[];
    };
    const { Name = '' } = Mounts.find(({ Destination }) => Destination === '/anonymous') ?? {};
    expect(await docker('volume', 'ls', '--quiet')).toContain(Name);
    await workspace.mustNx('run worker:docker-down --volumes');
    expect(await docker('volume', 'ls', '--quiet')).not.toContain(Name);
    expect((await resources(workspace.name)).volumes).toEqual([`${workspace.name}_data`]);
  });

  it('does not take a service for gone that is left out of docker-compose.yml', async () => {
    await workspace.options('worker', { ports: [`${ports['web']}:8000`] });
    const plan = await workspace.mustNx('run-many -p api,web -t docker-down --volumes --dryRun');
    expect(plan).toContain(`remove container ${container('api')}`);
    expect(plan).not.toContain('worker');
    expect(plan).not.toContain(`${workspace.name}_data`);
    await workspace.options('worker', { ports: [], dependsOn: ['nope'] });
    const all = await workspace.mustNx('run-many -p api,web -t docker-down --dryRun');
    expect(all).not.toContain('worker');
  });

  it("leaves what somebody started from a compose file of one's own", async () => {
    await workspace.write(
      'docker-compose.override.yml',
      'services:\n  db:\n    image: python:3.13-slim\n    init: true\n    command: sleep 600\n',
    );
    const cwd = workspace.directory;
    await must('docker', ['compose', 'up', '--detach', 'db'], { cwd, env: userEnvironment() });
    await workspace.mustNx('run-many -t docker-down');
    expect(await running()).toEqual([container('db')]);
    await docker('rm', '--force', container('db'));
  });

  it('starts anew what reads an edited env file, or another value of a variable', async () => {
    expect([await says('worker'), await says('web')]).toEqual(['one', 'web']);
    await workspace.write('worker/.env', 'NAME=two\n');
    expect(await workspace.mustNx('run worker:docker-up')).toMatch(
      /^recreate worker +because worker\/\.env changed/m,
    );
    expect(await says('worker')).toBe('two');
    const up = await workspace.mustNx('run-many -t docker-up', { GREETING: 'hello' });
    expect(up).toMatch(/^recreate web +because \$GREETING changed/m);
    expect(up).not.toContain('recreate worker');
    expect(await says('web')).toBe('hello');
    expect(await workspace.mustNx('run-many -t docker-up', { GREETING: 'hello' })).toContain('Nothing to do');
    expect(await workspace.read('.pydock/applied.json')).not.toContain('hello');
  });

  it('leaves a dependency as it is where its own start fails', async () => {
    const { Id } = await inspectService(workspace.name, 'worker');
    await workspace.write('web/app.py', 'def broken(:\n');
    const finished = await workspace.nx('run web:docker-up');
    expectMessage(finished, { code: 'PYDOCK_SERVICE_CRASHED', says: ['what ran before runs again: web'] });
    expect((await inspectService(workspace.name, 'worker')).Id).toBe(Id);
    expect(await running()).toEqual(all());
  });

  it('gives two services each other’s port', async () => {
    await workspace.options('web', { ports: [`${ports['worker']}:8000`], environment: { NAME: 'web' } });
    await workspace.options('worker', { ports: [`${ports['web']}:8000`] });
    await workspace.mustNx('run-many -t docker-up');
    expect([await says('worker'), await says('web')]).toEqual(['web', 'one']);
  });

  it('lets a paused service go on', async () => {
    await docker('pause', container('api'));
    expect(await workspace.mustNx('run api:docker-up')).toMatch(/^unpause api +because it is paused/m);
    expect((await inspectService(workspace.name, 'api')).State.Status).toBe('running');
  });
});
