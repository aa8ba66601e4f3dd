import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { baseWithHeaders } from '../harness/base-image';
import { type Finished, run } from '../harness/command';
import { docker } from '../harness/docker';
import { lock, poetryLock } from '../harness/locks';
import { repository } from '../harness/places';
import { freePort, get } from '../harness/ports';
import { Workspace } from '../harness/workspace';

const examples = [
  ...['uv-workspace', 'poetry-monorepo'],
  ...['traps/psycopg2', 'traps/editable', 'traps/outside-sources', 'traps/two-apps'],
];

/** The services that answer, by their directories. */
const services = {
  orders: 'uv-workspace/services/orders',
  web: 'uv-workspace/services/web',
  api: 'poetry-monorepo/services/api',
  psycopg2: 'traps/psycopg2',
  teller: 'traps/editable/teller',
  speaker: 'traps/outside-sources/speaker',
} as const;
type Service = keyof typeof services;

describe('the examples', { tags: ['docker'], timeout: 240_000 }, () => {
  let workspace: Workspace;
  let dockerized: Finished;
  const ports: Partial<Record<Service, number>> = {};

  beforeAll(async () => {
    workspace = await Workspace.make('examples');
    for (const example of examples)
      await cp(join(repository, 'examples', example), join(workspace.directory, example), {
        recursive: true,
      });
    await lock(workspace.directory, [
      '(cd uv-workspace && uv lock -q)',
      ...['api', 'report'].map((name) => poetryLock(`poetry-monorepo/services/${name}`)),
    ]);
    dockerized = await workspace.nx('g pydock:dockerize --all');
    for (const [name, directory] of Object.entries(services) as [Service, string][]) {
      ports[name] = await freePort();
      await workspace.options(directory, { ports: [`${ports[name]}:8000`] });
    }
    await workspace.commit();
  });

  afterAll(async () => {
    await workspace.close();
    await run('docker', ['rmi', '--force', base()], { cwd: '/' });
  });

  const base = () => `${workspace.name}-base`;

  const image = (name: string) => `${workspace.name}-${name}`;
  const page = async (name: Service, path = '/') => (await get(ports[name] ?? 0, path)).body;
  const logs = async (name: string) =>
    (await run('docker', ['logs', `${workspace.name}-${name}-1`], { cwd: '/' })).output;
  /** The distributions that are installed in an image. */
  const installed = async (name: string) => {
    const list =
      'from importlib.metadata import distributions; print(*sorted(d.name for d in distributions()))';
    const out = await docker('run', '--rm', image(name), 'python', '-c', list);
    return out.toLowerCase().replaceAll('_', '-').split(' ');
  };

  it('get their Dockerfiles at once: apps, no libraries, and not what must be settled by hand', () => {
    const { code, output } = dockerized;
    expect(code).not.toBe(0);
    expect(output).toMatch(/PYDOCK_PROJECTS_UNSETTLED: 1 project got no Dockerfile/);
    expect(output).toMatch(/traps\/two-apps +PYDOCK_ENTRYPOINT_AMBIGUOUS/);
    for (const directory of [
      ...Object.values(services),
      'uv-workspace/services/mailer',
      'poetry-monorepo/services/report',
    ]) {
      expect(output).toContain(`CREATE ${directory}/Dockerfile`);
      expect(workspace.has(`${directory}/Dockerfile`)).toBe(true);
    }
    for (const library of [
      'uv-workspace/libs/models',
      'poetry-monorepo/libs/words',
      'traps/editable/clock',
    ]) {
      expect(output).toContain(`\n  ${library}\n`);
      expect(workspace.has(`${library}/Dockerfile`)).toBe(false);
    }
    expect(workspace.has('traps/two-apps/Dockerfile')).toBe(false);
  });

  it('of a uv workspace start, each with what it needs of the libraries', async () => {
    await workspace.mustNx('run-many -t docker-up -p orders,web,mailer');
    expect(JSON.parse(await page('orders', '/orders'))).toEqual(['fountain-pen', 'ink-blue']);
    expect(JSON.parse(await page('web'))).toEqual({ 'Fountain Pen': '24.00 EUR', 'Ink, blue': '6.50 EUR' });
    await expect.poll(() => logs('mailer'), { timeout: 20_000 }).toContain('nothing to send');
  });

  it('of a uv workspace have nothing of each other in their images', async () => {
    const [orders, web, mailer] = await Promise.all(['orders', 'web', 'mailer'].map(installed));
    expect(mailer).toEqual(['mailer', 'tenacity']);
    expect(orders).toEqual(expect.arrayContaining(['fastapi', 'models', 'python-slugify', 'uvicorn']));
    expect(web).toEqual(expect.arrayContaining(['flask', 'gunicorn', 'models', 'pricing', 'web']));
    for (const other of ['flask', 'gunicorn', 'mailer', 'pricing', 'tenacity', 'web'])
      expect(orders).not.toContain(other);
    for (const other of ['fastapi', 'mailer', 'orders', 'pydantic', 'tenacity', 'uvicorn'])
      expect(web).not.toContain(other);
  });

  it('of a Poetry monorepo have their libraries, and those of these, as copies', async () => {
    await workspace.mustNx('run-many -t docker-build -p api,report');
    expect(await installed('api')).toEqual(expect.arrayContaining(['acme-greetings', 'acme-words', 'flask']));
    expect(await docker('run', '--rm', image('report'))).toBe('two words: Hello, World');
    expect(await installed('report')).toEqual(['acme-words', 'humanize', 'report']);
    await workspace.mustNx('run api:docker-up');
    expect(await page('api')).toBe('Hello, poetry');
  });

  it('with traps start as well: a compiled package, editable ones, sources from elsewhere', async () => {
    const args = { PYTHON_IMAGE: await baseWithHeaders(base()) };
    type Project = { targets: Record<string, object> };
    await workspace.edit<Project>('traps/psycopg2/project.json', ({ targets }) => {
      targets['docker-build'] = { options: { args } };
    });
    await workspace.mustNx('run-many -t docker-up -p psycopg2,teller,speaker');
    expect(JSON.parse(await page('psycopg2'))).toEqual({ libpq: expect.any(Number) });
    expect(await page('teller')).toMatch(/^It is \d{4}-/);
    expect(await page('speaker')).toBe('Hello from outside');
  });

  it('keep compilers and headers out of the image', async () => {
    const found = await docker(
      'run',
      '--rm',
      image('psycopg2'),
      'sh',
      '-c',
      'command -v gcc pg_config || true',
    );
    expect(found).toBe('');
  });
});
