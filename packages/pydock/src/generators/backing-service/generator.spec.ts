import { describe, expect, it, vi } from 'vitest';
import { emptyWorkspace, failureOf, workspaceOf, written } from '../../specs/workspace';
import { serviceGenerator } from '../service/generator';
import { backingServiceGenerator } from './generator';

const password = '.pydock/secrets/db/password';
const up = (tree: ReturnType<typeof emptyWorkspace>, file = 'db/project.json') =>
  (
    JSON.parse(tree.read(file, 'utf8') ?? '') as {
      targets: Record<string, { options: Record<string, unknown> }>;
    }
  ).targets['docker-up']?.options;

describe('backing-service', () => {
  it('makes a project that runs an image, and a secret that git does not see', async () => {
    const tree = emptyWorkspace();
    await backingServiceGenerator(tree, { directory: 'db', type: 'postgres', tags: 'data, dev' });
    const files = written(tree);
    expect(Object.keys(files).filter((path) => !/^(nx|package)\.json$/.test(path))).toEqual(
      expect.arrayContaining(['.gitignore', password, 'db/project.json']),
    );
    expect(Object.keys(files).filter((path) => path.startsWith('db/'))).toEqual(['db/project.json']);
    expect(files['.gitignore']?.split('\n')).toContain('.pydock/');
    expect(files[password]).toMatch(/^[0-9a-f]{32}$/);
    await expect(files['db/project.json']).toMatchFileSnapshot('__golden__/postgres.project.json');
    const rest = Object.entries(files).filter(([path]) => path !== password);
    for (const [, text] of rest) expect(text).not.toContain(files[password]);
  });

  it('makes another secret each time', async () => {
    const made = async () => {
      const tree = emptyWorkspace();
      await backingServiceGenerator(tree, { directory: 'db', type: 'mysql' });
      return [password, '.pydock/secrets/db/root_password'].map((file) => tree.read(file, 'utf8'));
    };
    const secrets = [...(await made()), ...(await made())];
    expect(new Set(secrets).size).toBe(4);
  });

  it('changes nothing when it is run again, however project.json is laid out', async () => {
    const tree = emptyWorkspace();
    const options = { directory: 'db', type: 'rabbitmq' };
    await backingServiceGenerator(tree, options);
    tree.write(
      'db/project.json',
      `// ours\n${tree.read('db/project.json', 'utf8')?.replaceAll('\n', '\r\n')}`,
    );
    const first = written(tree);
    await backingServiceGenerator(tree, options);
    expect(written(tree)).toEqual(first);
  });

  it('never writes over a secret, and makes the one that a clone lacks', async () => {
    const tree = emptyWorkspace({ [password]: 'mine' });
    await backingServiceGenerator(tree, { directory: 'db', type: 'postgres' });
    expect(tree.read(password, 'utf8')).toBe('mine');
    tree.delete(password);
    await backingServiceGenerator(tree, { directory: 'db', type: 'postgres' });
    expect(tree.read(password, 'utf8')).toMatch(/^[0-9a-f]{32}$/);
  });

  it('takes the ports of the image, or the next that no service publishes', async () => {
    const tree = emptyWorkspace();
    await backingServiceGenerator(tree, { directory: 'db', type: 'postgres' });
    await backingServiceGenerator(tree, { directory: 'reports', type: 'postgres' });
    await backingServiceGenerator(tree, { directory: 'queue', type: 'rabbitmq', port: 9000 });
    expect(up(tree)?.['ports']).toEqual(['5432:5432']);
    expect(up(tree, 'reports/project.json')?.['ports']).toEqual(['5433:5432']);
    expect(up(tree, 'queue/project.json')?.['ports']).toEqual(['9000:5672', '15672:15672']);
  });

  it('gives no port twice where the ports of an image stand side by side', async () => {
    const tree = emptyWorkspace();
    await backingServiceGenerator(tree, { directory: 'files', type: 'minio', port: 9001 });
    expect(up(tree, 'files/project.json')?.['ports']).toEqual(['9001:9000', '9002:9001']);
  });

  it('knows the kind by its image, and takes another image for a kind', async () => {
    const tree = emptyWorkspace();
    await backingServiceGenerator(tree, { directory: 'db', image: 'postgres:16' });
    expect(up(tree)).toMatchObject({
      image: 'postgres:16',
      volumes: ['db-data:/var/lib/postgresql/data'],
      user: 'postgres',
    });
    await backingServiceGenerator(tree, {
      directory: 'geo',
      type: 'postgres',
      image: 'postgis/postgis:17-3.5',
    });
    expect(up(tree, 'geo/project.json')).toMatchObject({ image: 'postgis/postgis:17-3.5', user: 'postgres' });
  });

  it('takes any image, with what is told of it', async () => {
    const tree = emptyWorkspace();
    await backingServiceGenerator(tree, {
      directory: 'infra/queue',
      image: 'nats:2',
      containerPort: 4222,
      dataDirectory: '/data',
      healthcheck: 'nats-server --help',
      secrets: ['token'],
      url: 'nats://${token}@queue:4222',
    });
    expect(up(tree, 'infra/queue/project.json')).toEqual({
      image: 'nats:2',
      ports: ['4222:4222'],
      volumes: ['queue-data:/data'],
      secrets: ['token'],
      capAdd: ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'SETGID', 'SETUID'],
      healthcheck: { test: 'nats-server --help' },
      connection: { QUEUE_URL: 'nats://${token}@queue:4222' },
    });
    expect(tree.exists('.pydock/secrets/queue/token')).toBe(true);
  });

  it('uses the names of targets that the plugin is told', async () => {
    const nxJson = { plugins: [{ plugin: 'pydock', options: { upTargetName: 'up' } }] };
    const tree = emptyWorkspace({ 'nx.json': JSON.stringify(nxJson) });
    const say = await backingServiceGenerator(tree, { directory: 'db', type: 'memcached' });
    expect(JSON.parse(tree.read('db/project.json', 'utf8') ?? '')).toHaveProperty('targets.up');
    const lines = await outputOf(say);
    expect(lines).toContain('nx run db:up');
    expect(lines).not.toContain('Secret:');
  });

  it('tells where the secret lies, but not what it is, and what a service has to say', async () => {
    const tree = emptyWorkspace();
    tree.root = await workspaceOf({});
    const output = await outputOf(await backingServiceGenerator(tree, { directory: 'db', type: 'redis' }));
    expect(output).toContain('db: Redis, redis:8 on 127.0.0.1:6379.');
    expect(output).toContain(`${password}, made at random; git does not see it`);
    expect(output).toContain('"implicitDependencies": ["db"]');
    expect(output).toContain('REDIS_URL, DB_URL');
    expect(output).not.toContain(tree.read(password, 'utf8'));
    const again = await outputOf(await backingServiceGenerator(tree, { directory: 'db', type: 'redis' }));
    expect(again).toContain('db is there already');
    expect(again).not.toContain('Secret:');
  });

  it('says what is not known of an image', async () => {
    const output = await outputOf(
      await backingServiceGenerator(emptyWorkspace(), { directory: 'x', image: 'nats:2' }),
    );
    expect(output).toContain('none is kept; --dataDirectory');
    expect(output).toContain('not checked; --healthcheck');
  });

  it('refuses a project.json that says something else, shows how, and writes nothing', async () => {
    const tree = emptyWorkspace();
    await backingServiceGenerator(tree, { directory: 'db', type: 'postgres' });
    const before = written(tree);
    const failure = await failureOf(() => backingServiceGenerator(tree, { directory: 'db', type: 'redis' }));
    expect(failure).toMatchObject({ code: 'PYDOCK_FILE_EXISTS', place: { file: 'db/project.json' } });
    expect(failure.quote).toContain('-         "image": "postgres:18",');
    expect(failure.quote).toContain('+         "image": "redis:8",');
    expect(written(tree)).toEqual(before);
  });

  it('refuses the directory and the name of a service', async () => {
    const tree = emptyWorkspace();
    await serviceGenerator(tree, { directory: 'apps/api' });
    const before = written(tree);
    const code = async (options: { directory: string }) =>
      (await failureOf(() => backingServiceGenerator(tree, { type: 'redis', ...options }))).code;
    expect(await code({ directory: 'apps/api' })).toBe('PYDOCK_FILE_EXISTS');
    expect(await code({ directory: 'infra/api' })).toBe('PYDOCK_NAME_CONFLICT');
    expect(written(tree)).toEqual(before);
  });

  it.each([
    [{ directory: '../db', type: 'redis' }, 'PYDOCK_DIRECTORY_OUTSIDE_WORKSPACE', undefined],
    [{ directory: 'db' }, 'PYDOCK_OPTION_INVALID', '--type'],
    [{ directory: 'db', type: 'oracle' }, 'PYDOCK_OPTION_INVALID', '--type'],
    [{ directory: 'db', image: 'Not An Image' }, 'PYDOCK_OPTION_INVALID', '--image'],
    [{ directory: 'db', type: 'redis', port: 0 }, 'PYDOCK_PORT_INVALID', '--port'],
    [{ directory: 'db', type: 'redis', url: 'x' }, 'PYDOCK_OPTION_INVALID', '--url'],
    [{ directory: 'db', image: 'nats', containerPort: 70_000 }, 'PYDOCK_PORT_INVALID', '--containerPort'],
    [{ directory: 'db', image: 'nats', dataDirectory: 'data' }, 'PYDOCK_VOLUME_INVALID', '--dataDirectory'],
    [{ directory: 'db', image: 'nats', secrets: ['../x'] }, 'PYDOCK_OPTION_INVALID', '--secrets'],
    [{ directory: 'db', image: 'nats', url: 'x://${none}' }, 'PYDOCK_OPTION_INVALID', '--url'],
    [{ directory: 'db', image: 'nats', healthcheck: '' }, 'PYDOCK_OPTION_INVALID', '--healthcheck'],
  ])('refuses %j', async (options, code, option) => {
    const tree = emptyWorkspace();
    const before = written(tree);
    const failure = await failureOf(() => backingServiceGenerator(tree, options));
    expect([failure.code, failure.place?.option]).toEqual([code, option]);
    expect(written(tree)).toEqual(before);
  });
});

async function outputOf(callback: () => unknown): Promise<string> {
  const lines: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
  try {
    await callback();
  } finally {
    write.mockRestore();
  }
  return lines.join('');
}
