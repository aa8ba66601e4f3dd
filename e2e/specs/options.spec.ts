import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { docker, inspectService, resources } from '../harness/docker';
import { expectFailure, expectMessage } from '../harness/failure';
import { Workspace } from '../harness/workspace';

describe('options that can not be right', { tags: ['docker'] }, () => {
  let workspace: Workspace;

  beforeAll(async () => {
    workspace = await Workspace.make('options');
    await workspace.init();
    await workspace.service('api', { ports: ['18200:8000'] });
    await workspace.service('web', { ports: ['18201:8000'] });
    await workspace.commit();
  });

  afterAll(() => workspace.close());
  beforeEach(async () => {
    await workspace.git('checkout', '--quiet', '.');
  });

  const where = (option: string) =>
    new RegExp(`where  api/project\\.json:\\d+ targets\\.docker-up\\.options\\.${option}`);

  const invalid = [
    [
      'a port',
      { ports: ['80OO:8000'] },
      'PYDOCK_PORT_INVALID',
      ['"80OO:8000"', where('ports\\[0\\]'), '"8000:8000"'],
    ],
    [
      'a port out of range',
      { ports: ['8000:99999'] },
      'PYDOCK_PORT_INVALID',
      ['99999', where('ports\\[0\\]')],
    ],
    [
      'a volume',
      { volumes: ['data:relative/path'] },
      'PYDOCK_VOLUME_INVALID',
      [where('volumes\\[0\\]'), '"data:/var/lib/app"'],
    ],
    ['an amount of memory', { memory: 'lots' }, 'PYDOCK_SIZE_INVALID', ['"lots"', where('memory'), '"512m"']],
    [
      'an option that is not there',
      { memmory: '1g' },
      'PYDOCK_OPTION_UNKNOWN',
      [where('memmory'), 'did you mean "memory"?'],
    ],
    [
      'a path that is not there',
      { volumes: ['./conf:/etc/app'] },
      'PYDOCK_VOLUME_SOURCE_MISSING',
      ['api/conf', where('volumes\\[0\\]')],
    ],
    [
      'an environment file that is not there',
      { envFile: '.env.prod' },
      'PYDOCK_ENV_FILE_MISSING',
      ['api/.env.prod', where('envFile')],
    ],
    [
      'a host port of another service',
      { ports: ['18201:8000'] },
      'PYDOCK_PORT_CONFLICT',
      ['18201', 'api', 'web', /web\/project\.json:\d+/],
    ],
    [
      'a name of another service',
      { serviceName: 'web' },
      'PYDOCK_NAME_CONFLICT',
      ['"web"', 'api', 'serviceName'],
    ],
  ] as const;

  it.each(invalid)('%s', async (_name, options, code, says) => {
    await workspace.options('api', options);
    await expectFailure(workspace, 'run api:docker-up', { code, says });
  });

  it('is refused by run-many as well, once', async () => {
    await workspace.options('api', { ports: ['x'] });
    await expectFailure(workspace, 'run-many -t docker-up', {
      code: 'PYDOCK_PORT_INVALID',
      says: [where('ports\\[0\\]')],
    });
  });

  it('is refused by docker-compose', async () => {
    await workspace.options('api', { memory: 'lots' });
    await expectFailure(workspace, 'run api:docker-compose', {
      code: 'PYDOCK_SIZE_INVALID',
      says: [where('memory')],
    });
  });

  it('is found in nx.json too', async () => {
    await workspace.edit<Record<string, unknown>>('nx.json', (json) => {
      json['targetDefaults'] = { 'docker-up': { options: { memory: '12 parsecs' } } };
    });
    await expectFailure(workspace, 'run api:docker-up', {
      code: 'PYDOCK_SIZE_INVALID',
      says: [/where {2}nx\.json:\d+ targetDefaults\.docker-up\.options\.memory/],
    });
  });
});

describe('a broken project', { tags: ['docker'] }, () => {
  let workspace: Workspace;

  beforeAll(async () => {
    workspace = await Workspace.make('broken');
    await workspace.init();
    await workspace.service('good', { ports: ['18210:8000'] });
    await workspace.service('bad', { ports: ['18211:8000'] });
    await workspace.commit();
  });

  afterAll(() => workspace.close());
  beforeEach(async () => {
    await workspace.git('checkout', '--quiet', '.');
  });

  const worksBeside = async () => {
    expect((await workspace.mustNx('show projects')).trim().split('\n').sort()).toEqual(
      expect.arrayContaining(['bad', 'good']),
    );
    await workspace.mustNx('run good:docker-build');
  };

  it('without a Dockerfile says so, and others work', async () => {
    await workspace.remove('bad/Dockerfile');
    await worksBeside();
    await expectFailure(workspace, 'run bad:docker-build', {
      code: 'PYDOCK_DOCKERFILE_MISSING',
      says: ['bad/Dockerfile'],
    });
  });

  it('with a bad option says so, and others build', async () => {
    await workspace.options('bad', { ports: ['nonsense'] });
    await worksBeside();
    await expectFailure(workspace, 'run bad:docker-up', {
      code: 'PYDOCK_PORT_INVALID',
      says: [/bad\/project\.json:\d+/],
    });
  });

  it('does not stop a run over all of them', async () => {
    await workspace.options('bad', { ports: ['nonsense'] });
    const image = `${workspace.name}-good`;
    await docker('rmi', '--force', image);
    const finished = await workspace.nx('run-many -t docker-build');
    expectMessage(finished, { code: 'PYDOCK_PORT_INVALID', says: [`built ${image}`] });
  });

  it('with a bad option does not stop others from going up and down, nor itself from going down', async () => {
    const names = async () => (await resources(workspace.name)).containers;
    await workspace.mustNx('run-many -t docker-up');
    await workspace.options('bad', { ports: ['nonsense'] });
    expect(await workspace.mustNx('run good:docker-down')).toContain(
      `remove container ${workspace.name}-good-1`,
    );
    const up = await workspace.mustNx('run good:docker-up');
    expect(up).toMatch(/bad is left out of docker-compose\.yml: .*bad\/project\.json:\d+/);
    expect(await workspace.read('docker-compose.yml')).not.toContain('18211');
    expect(await names()).toEqual([`${workspace.name}-bad-1`, `${workspace.name}-good-1`]);
    await workspace.mustNx('run bad:docker-down');
    expect(await names()).toEqual([`${workspace.name}-good-1`]);
    await workspace.mustNx('run-many -t docker-down');
    expect(await resources(workspace.name)).toEqual({ containers: [], networks: [], volumes: [] });
    await workspace.git('checkout', '--quiet', '.');
    await workspace.mustNx('run good:docker-compose');
    expect(await workspace.read('docker-compose.yml')).toContain('18211');
    await workspace.remove('docker-compose.yml');
  });

  it('without requirements.txt says so, and others work', async () => {
    const dockerfile = await workspace.read('bad/Dockerfile');
    await workspace.write(
      'bad/Dockerfile',
      dockerfile.replace('COPY bad/ .', 'COPY bad/requirements.txt .\nCOPY bad/ .'),
    );
    await workspace.remove('bad/requirements.txt');
    await worksBeside();
    await expectFailure(workspace, 'run bad:docker-build', {
      code: 'PYDOCK_MANIFEST_MISSING',
      says: ['bad/requirements.txt'],
    });
  });
});

describe('a project that was renamed while it ran', { tags: ['docker'] }, () => {
  let workspace: Workspace;

  beforeAll(async () => {
    workspace = await Workspace.make('renamed');
    await workspace.init();
    await workspace.service('old', { ports: ['18220:8000'] });
    await workspace.service('other', { ports: ['18221:8000'] });
    await workspace.mustNx('run-many -t docker-up');
    await workspace.edit<{ name: string }>('old/project.json', (json) => {
      json.name = 'new';
    });
  });

  afterAll(() => workspace.close());

  it('is told of by who has its port', async () => {
    const finished = await workspace.nx('run new:docker-up');
    const container = `${workspace.name}-old-1`;
    const says = [`the container ${container}`, 'its project is gone', `docker rm --force ${container}`];
    expectMessage(finished, { code: 'PYDOCK_PORT_TAKEN', says });
  });

  it('goes down with all others, and not with one of them', async () => {
    await workspace.mustNx('run other:docker-down');
    const left = async () => (await resources(workspace.name)).containers;
    expect(await left()).toEqual([`${workspace.name}-old-1`]);
    const plan = await workspace.mustNx('run-many -t docker-down');
    expect(plan).toMatch(new RegExp(`remove container ${workspace.name}-old-1 +because its project is gone`));
    expect(await resources(workspace.name)).toEqual({ containers: [], networks: [], volumes: [] });
    await workspace.mustNx('run new:docker-up');
    expect(await left()).toEqual([`${workspace.name}-new-1`]);
  });
});

describe('a configuration', { tags: ['docker'] }, () => {
  let workspace: Workspace;

  beforeAll(async () => {
    workspace = await Workspace.make('configured');
    await workspace.init();
    await workspace.service('api', { ports: ['18230:8000'], dependsOn: ['db'] });
    await workspace.service('db', {});
    type Project = { targets: Record<string, { configurations?: object }> };
    await workspace.edit<Project>('api/project.json', (json) => {
      const up = (json.targets['docker-up'] ??= {});
      up.configurations = { production: { memory: '300m', restart: 'unless-stopped' } };
    });
  });

  afterAll(() => workspace.close());

  it('is one of every target of the service', async () => {
    await workspace.mustNx('run api:docker-compose:production');
    expect(await workspace.read('docker-compose.yml')).toContain('memory: 300m');
    await workspace.mustNx('run-many -t docker-compose');
    expect(await workspace.read('docker-compose.yml')).not.toContain('memory: 300m');
  });

  it('counts for what is started, and those that do not have it are named', async () => {
    const output = await workspace.mustNx('run-many -t docker-up -c production');
    expect(output).toContain('db has no configuration "production" of docker-up');
    const { HostConfig } = await inspectService(workspace.name, 'api');
    expect(HostConfig).toMatchObject({ Memory: 300 * 2 ** 20, RestartPolicy: { Name: 'unless-stopped' } });
    expect((await inspectService(workspace.name, 'db')).HostConfig.Memory).toBe(512 * 2 ** 20);
    await workspace.mustNx('run-many -t docker-down -c production');
    expect((await resources(workspace.name)).containers).toEqual([]);
  });
});
