import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { connectEngine, type Engine } from '../connection/connect';
import { observeContainers, observeImage } from '../observe/state';
import { directoryOf } from '../specs/directory';
import { buildFor, python, pythonCommand, removeImage, requestOf, unique } from '../specs/engine';
import { compose } from './cli';
import { makeBack, moveTagsBack, remember, removeNew, startBack } from './undo';

describe('the undoing of a start', { tags: ['docker'], timeout: 60_000 }, () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await connectEngine();
  });

  const service = (over: object) => ({ image: python, command: 'sleep 100', init: true, ...over });
  const up = ['up', '--detach', '--no-build', '--pull', 'never', '--timeout', '0'];
  const text = (services: Record<string, object>) =>
    JSON.stringify({ services, networks: { default: {}, one: {}, two: {} }, volumes: { data: {} } });
  const projectOf = async (services: Record<string, object>) => {
    const run = { directory: await directoryOf(), project: unique('undo'), text: text(services) };
    onTestFinished(() => compose(engine, ['down', '--volumes', '--timeout', '0'], run));
    return run;
  };
  const names = async (project: string) =>
    (await observeContainers(engine, project)).map(({ service: name, state }) => `${name} ${state}`);
  const only = async (project: string) => {
    const [container] = await observeContainers(engine, project);
    return engine.docker.getContainer(container?.id ?? '').inspect();
  };
  const run = async (id: string, ...Cmd: string[]) => {
    const exec = await engine.docker.getContainer(id).exec({ Cmd });
    await exec.start({});
    await expect.poll(async () => (await exec.inspect()).ExitCode, { timeout: 20_000 }).not.toBeNull();
    return (await exec.inspect()).ExitCode;
  };
  const all = ['old', 'fresh', 'api', 'stopped', 'stopping'];
  const bringBack = async (
    project: string,
    before: Awaited<ReturnType<typeof remember>>,
    names: string[],
    stopping: ReadonlySet<string>,
  ) => {
    const made = await makeBack(engine, project, before, names, stopping);
    return { services: await startBack(engine, made, [names], Date.now() + 10_000), ids: made.ids };
  };
  const nothing = new Set<string>();

  it('removes what is new; what was there and volumes stay', async () => {
    const old = service({ networks: ['one'] });
    const given = await projectOf({
      old,
      fresh: service({ volumes: ['data:/data', '/anonymous'], networks: ['two'] }),
    });
    await compose(engine, [...up, 'old'], given);
    const before = await remember(engine, given.project);
    expect([before.containers.length, [...before.networks]]).toEqual([1, [`${given.project}_one`]]);
    await compose(engine, up, given);
    await removeNew(engine, given.project, before, all);
    expect(await names(given.project)).toEqual(['old running']);
    expect((await remember(engine, given.project)).networks).toEqual(before.networks);
    const { Volumes } = await engine.docker.listVolumes({
      filters: JSON.stringify({ label: [`com.docker.compose.project=${given.project}`] }),
    });
    expect(Volumes.map(({ Name }) => Name)).toEqual([`${given.project}_data`]);
    // A second time there is nothing to undo.
    await removeNew(engine, given.project, before, all);
    expect(await names(given.project)).toEqual(['old running']);
  });

  it('makes a container again as it was, so that compose sees no difference', async () => {
    const api = service({
      environment: { VERSION: '1' },
      volumes: ['data:/data', '/anonymous'],
      ports: ['127.0.0.1::8000'],
      networks: { default: { aliases: ['front'] }, one: {} },
      healthcheck: { test: ['CMD', 'true'], interval: '1s', start_interval: '100ms', start_period: '5s' },
      mem_limit: '64m',
      tmpfs: '/run',
    });
    const given = await projectOf({ api });
    await compose(engine, up, given);
    const was = await only(given.project);
    expect(await run(was.Id, 'touch', '/anonymous/kept')).toBe(0);
    const before = await remember(engine, given.project);
    await compose(engine, up, { ...given, text: text({ api: { ...api, environment: { VERSION: '2' } } }) });
    await removeNew(engine, given.project, before, all);
    expect(await names(given.project)).toEqual([]);
    const { services, ids } = await bringBack(given.project, before, ['api'], nothing);
    expect(services).toEqual([{ service: 'api', error: null }]);
    const is = await only(given.project);
    expect(is.State.Health?.Status).toBe('healthy');
    expect([...ids]).toEqual([[was.Id, is.Id]]);
    expect(await run(is.Id, 'test', '-e', '/anonymous/kept')).toBe(0);
    const parts = ({ Name, Image, Config, HostConfig, NetworkSettings }: typeof was) => ({
      Name,
      Image,
      Config: { ...Config, Hostname: '' },
      HostConfig: { ...HostConfig, Mounts: undefined, Binds: undefined },
      networks: Object.entries(NetworkSettings.Networks).map(([name, { Aliases }]) => [name, Aliases]),
    });
    expect(parts(is)).toEqual(parts(was));
    await compose(engine, up, given);
    expect((await only(given.project)).Id).toBe(is.Id);
  });

  it('starts what was stopped, one that is about to end as well', async () => {
    const stubborn = pythonCommand('import signal,time; signal.signal(15, signal.SIG_IGN); time.sleep(99)');
    const given = await projectOf({
      stopped: service({}),
      stopping: service({ command: stubborn, stop_grace_period: '3s' }),
    });
    await compose(engine, up, given);
    const before = await remember(engine, given.project);
    const [stopped, stopping] = before.containers.map(({ id }) => engine.docker.getContainer(id));
    await stopped?.stop({ t: 0 });
    const stop = stopping?.stop();
    await sleep(300);
    const asked = new Set([stopping?.id ?? '']);
    const { services } = await bringBack(given.project, before, ['stopped', 'stopping'], asked);
    expect(services.map(({ error }) => error)).toEqual([null, null]);
    await stop;
    await sleep(500);
    expect(await names(given.project)).toEqual(['stopped running', 'stopping running']);
  });

  it('says why one does not come back', async () => {
    const given = await projectOf({ api: service({ command: ['sh', '-c', 'sleep 0.1; exit 6'] }) });
    await compose(engine, up, given);
    const { containers, ...rest } = await remember(engine, given.project);
    const before = {
      ...rest,
      containers: containers.map((each) => ({ ...each, state: 'running' as const })),
    };
    await removeNew(engine, given.project, { ...before, containers: [] }, all);
    const { services } = await bringBack(given.project, before, ['api'], nothing);
    expect(services).toEqual([{ service: 'api', error: 'it stopped again, with exit code 6' }]);
  });

  it('gives an image its tag back, and makes a container of one that has none', async () => {
    const image = `${unique('tags')}:v`;
    const build = async (word: string) => {
      await buildFor(
        engine,
        await requestOf(await directoryOf(), `FROM ${python}\nENV WORD=${word}\n`, { image }),
      );
      return (await observeImage(engine, image))?.id ?? '';
    };
    const first = await build('one');
    const given = await projectOf({ api: service({ image }) });
    onTestFinished(() => removeImage(engine, first));
    await compose(engine, up, given);
    const before = await remember(engine, given.project);
    const second = await build('two');
    await compose(engine, up, given);
    await removeNew(engine, given.project, before, all);
    await bringBack(given.project, before, ['api'], nothing);
    expect((await only(given.project)).Image).toBe(first);
    expect((await observeImage(engine, image))?.id).toBe(second);
    await moveTagsBack(
      engine,
      new Map([
        [image, first],
        ['pydock-test-none:1', 'sha256:0'],
      ]),
    );
    expect((await observeImage(engine, image))?.id).toBe(first);
    await removeImage(engine, second);
  });
});
