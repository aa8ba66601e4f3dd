import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from '../harness/command';
import { docker, inspectService, resources } from '../harness/docker';
import { expectFailure } from '../harness/failure';
import { repository } from '../harness/places';
import { freePort, get } from '../harness/ports';
import { Workspace } from '../harness/workspace';

describe('backing services', { tags: ['docker'] }, () => {
  let workspace: Workspace;
  let port: number;
  const password = '.pydock/secrets/db/password';
  const secrets = async () =>
    Promise.all([password, '.pydock/secrets/cache/password'].map((file) => workspace.read(file)));
  const up = () => workspace.mustNx('run api:docker-up');
  const down = (more = '') => workspace.mustNx(`run-many -t docker-down${more}`);
  const visit = async () => (await get(port)).body;

  beforeAll(async () => {
    workspace = await Workspace.make('backing');
    await Promise.all([standIn('postgres', '17'), standIn('redis', '8')]);
    port = await freePort();
    await workspace.fixture('guests', 'api');
    await workspace.mustNx(`g pydock:dockerize api --port=${port} --healthPath=/health`);
    await workspace.commit();
  }, 600_000);

  afterAll(() => workspace.close());

  // An image of the workspace's own, which goes with it; it is not taken for the one that it stands in for.
  const standIn = (name: string, version: string) =>
    must('docker', ['build', '--tag', `${workspace.name}-${name}:${version}`, '.'], {
      cwd: join(repository, 'e2e', 'fixtures', 'images', name),
    });
  const generate = async (directory: string, type: string, version: string, more = '') => {
    const image = `${workspace.name}-${type}:${version}`;
    const line = `g pydock:backing-service ${directory} --type=${type} --image=${image}`;
    return workspace.mustNx(`${line} --port=${await freePort()}${more}`);
  };

  it('are generated; a dry run writes nothing', async () => {
    const output = await generate('db', 'postgres', '17', ' --dry-run');
    expect(output).toContain('CREATE db/project.json');
    expect(await workspace.git('status', '--porcelain')).toBe('');
    expect(workspace.has(password)).toBe(false);
    await generate('db', 'postgres', '17');
    await generate('cache', 'redis', '8');
    const targets = JSON.parse(await workspace.mustNx('show project db --json')) as { targets: object };
    expect(Object.keys(targets.targets).sort()).toEqual(['docker-compose', 'docker-down', 'docker-up']);
    await workspace.edit<{ implicitDependencies?: string[] }>('api/project.json', (project) => {
      project.implicitDependencies = ['db', 'cache'];
    });
    expect(await secrets()).toEqual([
      expect.stringMatching(/^[0-9a-f]{32}$/),
      expect.stringMatching(/^[0-9a-f]{32}$/),
    ]);
  });

  it('start before what depends on them, and are handed to it', async () => {
    const before = await secrets();
    const output = await up();
    const [first, second] = ['create db', 'create api'].map((line) => output.indexOf(line));
    expect(first).toBeGreaterThan(0);
    expect(second).toBeGreaterThan(first ?? 0);
    for (const name of ['db', 'cache', 'api'])
      expect((await inspectService(workspace.name, name)).State.Health?.Status).toBe('healthy');
    expect(await visit()).toBe('database 1, cache 1');
    expect(await up()).toContain('Nothing to do');
    expect(await secrets()).toEqual(before);
  });

  it('keep their data', async () => {
    await down();
    expect((await resources(workspace.name)).volumes).toEqual(
      ['cache-data', 'db-data'].map((name) => `${workspace.name}_${name}`),
    );
    await up();
    expect(await visit()).toBe('database 2, cache 2');
  });

  it('are as safe as other services', async () => {
    for (const name of ['db', 'cache']) {
      const { Config, HostConfig } = await inspectService(workspace.name, name);
      expect(Config.User).toBe(name === 'db' ? 'postgres' : 'redis');
      expect(HostConfig).toMatchObject({
        CapDrop: ['ALL'],
        CapAdd: null,
        SecurityOpt: ['no-new-privileges:true'],
        Memory: 512 * 2 ** 20,
      });
      const hosts = Object.values(HostConfig.PortBindings).flatMap((each) =>
        each.map(({ HostIp }) => HostIp),
      );
      expect(hosts).toEqual(['127.0.0.1']);
    }
  });

  it('keep their passwords out of git, docker-compose.yml, their containers and their logs', async () => {
    await workspace.commit();
    const tracked = (await workspace.git('ls-files')).trim().split('\n');
    expect(tracked).toEqual(expect.arrayContaining(['docker-compose.yml', 'db/project.json']));
    expect(tracked.filter((file) => file.startsWith('.pydock'))).toEqual([]);
    const texts = await Promise.all(tracked.map((file) => workspace.read(file)));
    for (const name of ['db', 'cache']) {
      const { Id } = await inspectService(workspace.name, name);
      texts.push(await docker('inspect', Id), await docker('logs', Id), await docker('top', Id));
    }
    texts.push(await docker('history', '--no-trunc', `${workspace.name}-api`));
    for (const secret of await secrets()) for (const text of texts) expect(text.includes(secret)).toBe(false);
    const { Config } = await inspectService(workspace.name, 'api');
    const [secret] = await secrets();
    expect(Config.Env).toContain(`DATABASE_URL=postgresql://app:${secret}@db:5432/app`);
  });

  it('let nobody in without the password', async () => {
    const ask = (...args: string[]) => workspace.launch('docker', ['compose', 'exec', ...args]).finished;
    const url = 'postgresql://app:wrong@db:5432/app';
    const database = await ask('api', 'python', '-c', `import psycopg; psycopg.connect("${url}")`);
    expect(database.output).toContain('password authentication failed');
    const cache = await ask('cache', 'redis-cli', 'get', 'visits');
    expect(cache.output).toContain('NOAUTH');
  });

  it('hand connection strings over in files to a service that asks for it', async () => {
    await workspace.options('api', { connections: 'files' });
    expect(await up()).toContain('recreate api');
    expect(await visit()).toBe('database 3, cache 3');
    const { Id } = await inspectService(workspace.name, 'api');
    const inspected = await docker('inspect', Id);
    for (const secret of await secrets()) expect(inspected.includes(secret)).toBe(false);
    await workspace.options('api', { connections: 'environment' });
    await up();
  });

  it('start with plain docker compose as well', async () => {
    await down();
    const { code, output } = await workspace.launch('docker', ['compose', 'up', '--wait']).finished;
    expect(code, output).toBe(0);
    expect(await visit()).toBe('database 4, cache 4');
    expect(await workspace.mustNx('run api:docker-compose --check')).toContain('up to date');
  });

  it('are started anew with what depends on them where the form of a connection string changes', async () => {
    await up();
    type Project = { targets: { 'docker-up': { options: { connection: Record<string, string> } } } };
    await workspace.edit<Project>('db/project.json', ({ targets }) => {
      const { connection } = targets['docker-up'].options;
      for (const name of Object.keys(connection)) connection[name] += '?application_name=guests';
    });
    const output = await up();
    expect(output).toContain('recreate api');
    expect(output).toContain('because its connection strings changed');
    expect(output).not.toMatch(/(re)?create (db|cache)/);
    expect((await inspectService(workspace.name, 'api')).Config.Env.join('\n')).toContain('application_name');
    expect(await visit()).toBe('database 5, cache 5');
  });

  it('do not get another password in the place of a lost one that data was made with', async () => {
    const [secret = ''] = await secrets();
    await workspace.remove(password);
    await expectFailure(workspace, 'run api:docker-up', {
      code: 'PYDOCK_SECRET_MISSING',
      says: [password, 'db-data', 'nx run db:docker-down --volumes', /where {2}db\/project\.json:\d+/],
    });
    await workspace.write(password, secret);
    expect(await up()).toContain('Nothing to do');
  });

  it('get new passwords in a clone, or those that are written there, whatever they hold', async () => {
    await down(' --volumes');
    await workspace.remove('.pydock');
    const odd = `p'a$s "w#r/d\\ %41ü\${HOME}`;
    await workspace.write(password, `${odd}\n`);
    const output = await up();
    expect(output).toMatch(/write \.pydock\/secrets\/cache\/password +because it is not there; .* random/);
    expect(output).not.toContain(`write ${password}`);
    expect(await workspace.read(password)).toBe(`${odd}\n`);
    expect(await visit()).toBe('database 1, cache 1');
    await workspace.options('api', { connections: 'files' });
    await up();
    expect(await visit()).toBe('database 2, cache 2');
  });

  it('have nothing to build', async () => {
    expect(await workspace.mustNx('run-many -t docker-build')).toContain(
      `${workspace.name}-api is up to date`,
    );
  });

  it('say which image can not be had, and leave everything as it was', async () => {
    await workspace.options('cache', { image: `${workspace.name}-none:1` });
    await expectFailure(workspace, 'run cache:docker-up', {
      code: 'PYDOCK_IMAGE_NOT_FOUND',
      says: [`${workspace.name}-none:1`, /where {2}cache\/project\.json:\d+ .*options\.image/],
    });
  });

  it('say what the server has against it where it does not start', async () => {
    await workspace.options('cache', {
      image: `${workspace.name}-redis:8`,
      command: ['docker-entrypoint.sh', 'redis-server', '--no-such-option', 'x'],
    });
    await expectFailure(workspace, 'run cache:docker-up', {
      code: 'PYDOCK_SERVICE_CRASHED',
      says: [/cache\/project\.json:\d+ .*options\.image/, 'no-such-option'],
    });
  });
});
