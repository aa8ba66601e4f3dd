import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../harness/command';
import { docker } from '../harness/docker';
import { freePort, get } from '../harness/ports';
import { Workspace } from '../harness/workspace';

/** What is scaffolded, built, tested and started; the managers take turns, heavy packages go by the fastest. */
const manager = {
  fastapi: 'uv',
  flask: 'pip',
  django: 'pip',
  starlette: 'uv',
  litestar: 'pip',
  sanic: 'pip',
  aiohttp: 'pip',
  tornado: 'uv',
  streamlit: 'uv',
  gradio: 'uv',
  celery: 'pip',
  grpc: 'pip',
  script: 'uv',
  command: 'pip',
} as const;
type Framework = keyof typeof manager;
const frameworks = Object.keys(manager) as Framework[];
// Half of them on the oldest Python that there are pins for.
const old: readonly Framework[] = ['django', 'litestar', 'aiohttp', 'streamlit', 'gradio', 'grpc', 'command'];

const minutes = 60_000;

describe('a service of every framework', { tags: ['docker'], timeout: 5 * minutes }, () => {
  let workspace: Workspace;
  const ports = new Map<Framework, number>();

  const generate = (framework: Framework) => {
    const beat = framework === 'celery' ? ' --beat' : '';
    const python = old.includes(framework) ? '3.11' : '3.13';
    const options = `--framework=${framework} --packageManager=${manager[framework]} --skipLock --pythonVersion=${python}`;
    return workspace.mustNx(`g pydock:service apps/${framework} ${options} --port=${port(framework)}${beat}`);
  };
  const port = (framework: Framework) => ports.get(framework) ?? 0;
  const container = (service: string) => `${workspace.name}-${service}-1`;
  const logs = async (service: string) =>
    (await run('docker', ['logs', container(service)], { cwd: '/' })).output;
  const python = (service: string, code: string) => docker('exec', container(service), 'python', '-c', code);
  const up = (...projects: readonly string[]) =>
    workspace.mustNx(`run-many -t docker-up -p ${projects.join(',')}`);

  /** Runs the services' own tests, as the dev stage has them. */
  const test = async (...frameworks: readonly Framework[]) => {
    await workspace.mustNx(`run-many -t docker-build -p ${frameworks.join(',')} -- --target=dev`);
    for (const framework of frameworks) {
      const pytest = ['python', '-m', 'pytest', '-q', '-p', 'no:cacheprovider'];
      expect(await docker('run', '--rm', `${workspace.name}-${framework}`, ...pytest)).toMatch(/\d+ passed/);
    }
  };

  beforeAll(async () => {
    workspace = await Workspace.make('frameworks');
    await workspace.init();
    for (const framework of frameworks) ports.set(framework, await freePort());
    const queue = [...frameworks];
    const next = async (): Promise<void> => {
      const framework = queue.shift();
      if (framework) await generate(framework).then(next);
    };
    await Promise.all([next(), next()]);
  }, 5 * minutes);

  afterAll(() => workspace.close());

  describe.each<{ group: readonly Framework[] }>([
    { group: ['fastapi', 'flask', 'django'] },
    { group: ['starlette', 'litestar', 'sanic'] },
    { group: ['aiohttp', 'tornado'] },
  ])('$group', ({ group }) => {
    it('have tests that pass', () => test(...group));

    it('start, and answer', async () => {
      await up(...group);
      for (const framework of group) {
        const greeting = await get(port(framework));
        expect(greeting).toMatchObject({ status: 200, body: expect.stringContaining('Hello, World!') });
        const health = await get(port(framework), '/health');
        expect([health.status, JSON.parse(health.body)]).toEqual([200, { status: 'ok' }]);
      }
    });
  });

  describe('pages', () => {
    it('have tests that pass', () => test('streamlit', 'gradio'));

    it('start, and answer', async () => {
      await up('streamlit', 'gradio');
      expect((await get(port('streamlit'))).status).toBe(200);
      expect(await get(port('streamlit'), '/_stcore/health')).toEqual({ status: 200, body: 'ok' });
      expect(await get(port('gradio'))).toMatchObject({
        status: 200,
        body: expect.stringContaining('Hello, World!'),
      });
    });
  });

  describe('what serves no pages', () => {
    it('has tests that pass', () => test('grpc', 'script', 'command', 'celery'));

    it('starts', async () => {
      await redis();
      const environment = { CELERY_BROKER_URL: 'redis://redis:6379/0' };
      for (const name of ['celery', 'celery-beat'])
        await workspace.options(`apps/${name}`, { environment, dependsOn: ['redis'] });
      await workspace.options('apps/command', { environment: { GREETING: 'Moin' } });
      const app = await workspace.read('apps/celery/app/celery.py');
      await workspace.write('apps/celery/app/celery.py', app.replace('"schedule": 60.0', '"schedule": 1.0'));
      await up('grpc', 'script', 'command', 'celery', 'celery-beat');
    });

    it('a gRPC server takes calls', async () => {
      const call = [
        'import grpc, greeter_pb2, greeter_pb2_grpc',
        'stub = greeter_pb2_grpc.GreeterStub(grpc.insecure_channel("grpc:50051"))',
        'print(stub.SayHello(greeter_pb2.HelloRequest(name="Ada"), timeout=10).message)',
      ].join('; ');
      expect(await python('grpc', call)).toBe('Hello, Ada!');
    });

    it('a command does its work, and ends', async () => {
      expect(await logs('command')).toBe('Moin\n');
    });

    it('a script says something, and ends when it is told to', async () => {
      expect(await logs('script')).toContain('INFO Hello, World!');
      await docker('stop', container('script'));
      expect(await logs('script')).toContain('INFO stopped');
    });

    it('a worker does what it is sent, and what beat sends', async () => {
      const call = 'from app.tasks import add; print(add.delay(2, 3).get(timeout=30))';
      expect(await python('celery', call)).toBe('5');
      await expect
        .poll(() => logs('celery'), { timeout: 30_000, interval: 500 })
        .toMatch(/Task app\.tasks\.greet\[.*succeeded/);
    });
  });

  /** A Redis of Debian's, on a base image that is there. */
  const redis = async () => {
    await workspace.write('redis/requirements.txt', '');
    await workspace.write('redis/project.json', '{ "name": "redis", "targets": { "docker-up": {} } }\n');
    await workspace.write(
      'redis/Dockerfile',
      [
        'FROM python:3.13-slim',
        'RUN --mount=type=secret,id=ca-bundle,target=/etc/ssl/certs/ca-certificates.crt \\',
        '    apt-get update && apt-get install -y --no-install-recommends redis-server',
        'USER 10001:10001',
        'HEALTHCHECK --interval=1s CMD ["redis-cli", "ping"]',
        'CMD ["redis-server", "--bind", "0.0.0.0", "--protected-mode", "no", "--save", "", "--dir", "/tmp"]',
        '',
      ].join('\n'),
    );
  };
});
