import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { docker, inspectService } from '../harness/docker';
import { expectMessage } from '../harness/failure';
import { freePort, get } from '../harness/ports';
import { Workspace } from '../harness/workspace';

describe('a service that runs, and whose next start fails', { tags: ['docker'], timeout: 180_000 }, () => {
  let workspace: Workspace;
  let port: number;

  beforeAll(async () => {
    workspace = await Workspace.make('replaced');
    await workspace.init();
    port = await freePort();
    await workspace.service('api', {
      ports: [`${port}:8000`],
      environment: { NAME: 'v1', STATE: '/state' },
      volumes: ['/state'],
    });
    await workspace.service('web', { ports: [`${await freePort()}:8000`] });
    await workspace.mustNx('run-many -t docker-up');
    await workspace.commit();
  });

  afterAll(() => workspace.close());
  beforeEach(async () => {
    await workspace.git('checkout', '--quiet', '.');
  });

  let visits = 0;
  const answers = async () => expect((await get(port)).body).toBe(`v1 ${++visits}`);
  const label = (image: string) =>
    docker('image', 'inspect', image, '--format', '{{index .Config.Labels "dev.pydock.fingerprint"}}');
  const again = 'what this start made was removed again, and what ran before runs again: api';

  it('runs on as it was, with its image, its data and its record', async () => {
    await answers();
    const before = await workspace.footprint();
    const was = await inspectService(workspace.name, 'api');
    const fingerprint = await label(`${workspace.name}-api`);
    expect(fingerprint).toMatch(/^v2:sha256:[0-9a-f]+$/);
    await workspace.write('api/app.py', 'def broken(:\n');
    const finished = await workspace.nx('run api:docker-up');
    expectMessage(finished, { code: 'PYDOCK_SERVICE_CRASHED', says: [/why {4}SyntaxError/, again] });
    await answers();
    const is = await inspectService(workspace.name, 'api');
    expect(is.State.Health?.Status).toBe('healthy');
    expect(is.Image).toBe(was.Image);
    expect(await label(`${workspace.name}-api`)).toBe(fingerprint);
    await workspace.git('checkout', '--quiet', '.');
    expect(await workspace.footprint()).toEqual(before);
    expect(await workspace.mustNx('run api:docker-up')).toContain('Nothing to do');
    expect((await inspectService(workspace.name, 'api')).Id).toBe(is.Id);
  });

  it('runs on where an option is to blame, and others are put back with it', async () => {
    const web = await inspectService(workspace.name, 'web');
    await workspace.options('api', { command: 'python -c "raise SystemExit(7)"' });
    await workspace.options('web', { environment: { NAME: 'front' } });
    const finished = await workspace.nx('run-many -t docker-up');
    expectMessage(finished, { code: 'PYDOCK_SERVICE_CRASHED', says: ['exit code 7', `${again}, web`] });
    await answers();
    expect((await inspectService(workspace.name, 'web')).Config.Env).toEqual(web.Config.Env);
  });

  it('runs on after docker-build made an image that does not start', async () => {
    await workspace.write('api/app.py', 'def broken(:\n');
    await workspace.mustNx('run api:docker-build');
    const finished = await workspace.nx('run api:docker-up');
    expectMessage(finished, { code: 'PYDOCK_SERVICE_CRASHED', says: [again] });
    await answers();
  });

  it('is replaced when all is well again', async () => {
    await workspace.options('api', { environment: { NAME: 'v2', STATE: '/state' } });
    expect(await workspace.mustNx('run api:docker-up')).toMatch(/^recreate api /m);
    expect((await get(port)).body).toBe(`v2 ${++visits}`);
  });
});
