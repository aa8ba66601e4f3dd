import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '../../harness/command';
import { freePort, get } from '../../harness/ports';
import { Workspace } from '../../harness/workspace';

// A step's own number, which shows in the list of processes while the step runs.
const seconds = 3600 + (process.pid % 997);

describe('Ctrl+C', { tags: ['docker'] }, () => {
  let workspace: Workspace;
  let port: number;

  beforeAll(async () => {
    workspace = await Workspace.make('interrupts');
    await workspace.init();
    port = await freePort();
    await workspace.service('api', { ports: [`${port}:8000`], environment: { NAME: 'api' } });
    await workspace.service('web', { ports: [`${await freePort()}:8000`] });
    await workspace.commit();
  });

  afterAll(() => workspace.close());
  beforeEach(async () => {
    await workspace.git('checkout', '--quiet', '.');
  });

  const slowBuild = async (...names: string[]) => {
    for (const name of names) {
      const text = await workspace.read(`${name}/Dockerfile`);
      await workspace.write(`${name}/Dockerfile`, text.replace('USER ', `RUN sleep ${seconds}\nUSER `));
    }
  };
  const building = () => {
    const all = execFileSync('ps', ['-eo', 'args']).toString().split('\n');
    return all.filter((line) => line === `sleep ${seconds}`).length;
  };

  /** Starts Nx, or a terminal with Nx in it. */
  const start = (line: string, terminal: boolean): Command =>
    terminal ? workspace.startInTerminal(line) : workspace.start(line);

  /** Presses Ctrl+C and waits for the end: at most 5 s, with everything as it was. */
  const interrupt = async (command: Command, terminal: boolean, before: object) => {
    const pressed = performance.now();
    if (terminal) command.type('\u0003');
    else command.interrupt();
    const { code, output } = await command.finished;
    expect(performance.now() - pressed, output).toBeLessThan(5000);
    expect(code, output).not.toBe(0);
    await expect.poll(() => building(), { timeout: 5000 }).toBe(0);
    expect(await workspace.footprint()).toEqual(before);
  };

  const ways = [
    ['from a group', false],
    ['from a terminal', true],
  ] as const;

  for (const [way, terminal] of ways)
    describe(way, () => {
      it.each([
        ['run api:docker-build', 1],
        ['run-many -t docker-build', 2],
        ['run api:docker-up', 1],
        ['run-many -t docker-up', 2],
      ])('in mid-build of nx %s', async (line, builds) => {
        await slowBuild('api', 'web');
        const before = await workspace.footprint();
        const command = start(line, terminal);
        await expect.poll(building, { timeout: 60_000, interval: 100 }).toBeGreaterThanOrEqual(builds);
        await interrupt(command, terminal, before);
      });

      it.each(['run api:docker-up', 'run-many -t docker-up'])('in mid-start of nx %s', async (line) => {
        await workspace.options('api', { environment: { NAME: 'api', SLEEP: '600' } });
        const before = await workspace.footprint();
        const command = start(line, terminal);
        await expect.poll(running, { timeout: 60_000, interval: 100 }).toBe(true);
        await interrupt(command, terminal, before);
      });
    });

  const running = () =>
    execFileSync('docker', ['ps', '--quiet', '--filter', `name=${workspace.name}-api`]).toString() !== '';

  it('does not stand in the way of the next docker-up', async () => {
    await workspace.mustNx('run api:docker-up');
    expect((await get(port)).body).toBe('api 1');
  });

  it('leaves a service that ran before as it was', async () => {
    await workspace.options('web', { environment: { SLEEP: '600' } });
    const before = await workspace.footprint();
    const command = workspace.start('run-many -t docker-up');
    const filter = ['--filter', `name=${workspace.name}-web`];
    await expect
      .poll(() => execFileSync('docker', ['ps', '--quiet', ...filter]).toString(), { timeout: 60_000 })
      .not.toBe('');
    await interrupt(command, false, before);
    expect((await get(port)).body).toBe('api 2');
  });

  it('brings back a service that was to be replaced', async () => {
    const name = `name=^${workspace.name}-api-1$`;
    const ids = () =>
      execFileSync('docker', ['ps', '--quiet', '--filter', name, '--filter', 'health=starting']).toString();
    await workspace.options('api', { environment: { NAME: 'slow', SLEEP: '600' } });
    const before = await workspace.footprint();
    const command = workspace.start('run api:docker-up');
    await expect.poll(ids, { timeout: 60_000, interval: 50 }).not.toBe('');
    await interrupt(command, false, before);
    await expect.poll(async () => (await get(port)).body.split(' ')[0]).toBe('api');
  });

  it('brings back a dozen services in time', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `many${index}`);
    for (const name of names) await workspace.service(name, { environment: { NAME: name } });
    await workspace.commit();
    await workspace.mustNx(`run-many -p ${names.join(',')} -t docker-up`);
    const running = () =>
      execFileSync('docker', ['ps', '--quiet', '--filter', `name=${workspace.name}-many`])
        .toString()
        .split('\n');
    expect(running()).toHaveLength(names.length + 1);
    for (const name of names) await workspace.options(name, { environment: { NAME: name, SLEEP: '600' } });
    const before = await workspace.footprint();
    const command = workspace.start(`run-many -p ${names.join(',')} -t docker-up`);
    const starting = [
      'ps',
      '--quiet',
      '--filter',
      `name=${workspace.name}-many`,
      '--filter',
      'health=starting',
    ];
    await expect
      .poll(() => execFileSync('docker', starting).toString().split('\n').length, { timeout: 60_000 })
      .toBeGreaterThan(names.length);
    await interrupt(command, false, before);
    expect(running()).toHaveLength(names.length + 1);
    await workspace.git('checkout', '--quiet', '.');
    const again = await workspace.mustNx(`run-many -p ${names.join(',')} -t docker-up`);
    expect(again).not.toMatch(/^(re)?create/m);
  });
});
