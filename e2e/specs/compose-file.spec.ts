import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from '../harness/command';
import { expectFailure } from '../harness/failure';
import { Workspace } from '../harness/workspace';

const file = 'docker-compose.yml';

describe('docker-compose.yml', { tags: ['docker'] }, () => {
  let workspace: Workspace;

  beforeAll(async () => {
    workspace = await Workspace.make('compose-file');
    await workspace.init();
    await workspace.service('api', {
      ports: ['18100:8000'],
      volumes: ['data:/var/lib/app', './conf:/etc/app:ro'],
      environment: { B: '2', A: '1' },
      dependsOn: ['store'],
    });
    await workspace.service('store', { volumes: ['data:/var/lib/app'] });
    await workspace.service('web', { ports: ['18101:8000', '0.0.0.0:18102:8001'], memory: '1g' });
    await workspace.write('api/conf/greeting', 'moin\n');
    await workspace.commit();
  });

  afterAll(() => workspace.close());

  it('is written, and accepted by docker compose', async () => {
    await workspace.mustNx('run api:docker-compose');
    await must('docker', ['compose', 'config', '--quiet'], { cwd: workspace.directory });
    const config = await must('docker', ['compose', 'config', '--format', 'json'], {
      cwd: workspace.directory,
    });
    const { services } = JSON.parse(config) as { services: Record<string, unknown> };
    expect(services['api']).toMatchObject({
      image: `${workspace.name}-api`,
      init: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      depends_on: { store: { condition: 'service_healthy' } },
      ports: [{ host_ip: '127.0.0.1', target: 8000, published: '18100' }],
      volumes: [
        { type: 'volume', source: 'data', target: '/var/lib/app' },
        { type: 'bind', source: `${workspace.directory}/api/conf`, target: '/etc/app', read_only: true },
      ],
    });
  });

  it('is the same bytes over 50 runs', async () => {
    const before = await workspace.read(file);
    await workspace.fixture('fifty', '.');
    const hashes = await must('node', ['fifty.mjs'], { cwd: workspace.directory });
    await workspace.remove('fifty.mjs');
    const expected = createHash('sha256').update(before).digest('hex');
    expect(hashes.trim().split('\n')).toEqual(Array<string>(50).fill(expected));
  });

  it('is the same bytes whatever order projects are found in', async () => {
    const before = await workspace.read(file);
    const names = ['web', 'store', 'api'];
    for (const [index, name] of names.entries()) {
      await workspace.git('mv', name, `moved-${index}`);
      await workspace.mustNx(`run ${name}:docker-compose`);
      await workspace.git('mv', `moved-${index}`, name);
    }
    // Options in another order in the files: their own order means nothing where Compose gives it no meaning.
    await workspace.edit<{ targets: Record<string, { options: Record<string, unknown> }> }>(
      'api/project.json',
      (json) => {
        const up = json.targets['docker-up'];
        if (up) up.options = Object.fromEntries(Object.entries(up.options).reverse());
      },
    );
    await workspace.options('api', { environment: { A: '1', B: '2' } });
    await workspace.mustNx('run store:docker-compose');
    expect(await workspace.read(file)).toBe(before);
    await workspace.commit();
  });

  it('is checked and put right by nx sync', async () => {
    await workspace.options('web', { memory: '2g' });
    const check = await workspace.nx('sync:check');
    expect(check.code).not.toBe(0);
    expect(check.output).toContain(file);
    await workspace.mustNx('sync');
    expect(await workspace.read(file)).toContain('memory: 2g');
    await workspace.mustNx('sync:check');
  });

  it('is checked by docker-compose --check', async () => {
    await workspace.mustNx('run web:docker-compose --check');
    await workspace.options('web', { memory: '1g' });
    await expectFailure(workspace, 'run web:docker-compose --check', {
      code: 'PYDOCK_COMPOSE_OUT_OF_DATE',
      says: [file],
    });
  });

  it('is never overwritten where somebody else wrote it', async () => {
    await workspace.write(file, 'services:\n  mine:\n    image: busybox\n');
    const expected = { code: 'PYDOCK_COMPOSE_FILE_FOREIGN', says: [file] };
    await expectFailure(workspace, 'run api:docker-compose', expected);
    await expectFailure(workspace, 'run web:docker-up', expected);
    const before = await workspace.read(file);
    expect((await workspace.nx('sync')).output).toContain('PYDOCK_COMPOSE_FILE_FOREIGN');
    expect(await workspace.read(file)).toBe(before);
  });
});
