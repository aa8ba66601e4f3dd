import type Docker from 'dockerode';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { connectEngine, type Engine } from '../connection/connect';
import { createContainer, pythonCommand, startContainer, unique } from '../specs/engine';
import { ReadinessWatch } from './readiness';

describe('ReadinessWatch', { tags: ['docker'], timeout: 60_000 }, () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await connectEngine();
  });

  const never = new AbortController().signal;
  const sleep = ['sleep', '100'];
  const check = (...Test: string[]) => ({ Test, Interval: 200e6, Timeout: 30e9, Retries: 2, StartPeriod: 0 });
  const policy = (Name: string, MaximumRetryCount = 0) => ({
    HostConfig: { RestartPolicy: { Name, MaximumRetryCount } },
  });

  const open = async (project: string, services: Record<string, boolean>, ignored: string[] = []) => {
    const awaited = Object.entries(services).map(([service, restarts]) => ({ service, restarts }));
    const watch = await ReadinessWatch.open(engine, project, awaited, new Set(ignored));
    onTestFinished(() => watch.close());
    return watch;
  };

  /** Starts one service under a watch and waits for it; `late` starts the watch when the service has been started. */
  const follow = async (options: Docker.ContainerCreateOptions, { restarts = false, late = false } = {}) => {
    const project = unique('project');
    const early = late ? null : await open(project, { api: restarts });
    const container = await startContainer(engine, project, 'api', { Cmd: sleep, ...options });
    if (late) await container.wait({ condition: 'not-running' }).catch(() => undefined);
    const watch = early ?? (await open(project, { api: restarts }));
    const unsettled = await watch.untilSettled(20_000, never);
    return { unsettled, failure: watch.failure(), id: container.id };
  };

  it('is ready when its check says so', async () => {
    const outcome = await follow({ Healthcheck: check('CMD', 'true') });
    expect(outcome).toMatchObject({ unsettled: [], failure: null });
  });

  it('is ready without a check when it has run for a while', async () => {
    const started = Date.now();
    expect(await follow({})).toMatchObject({ unsettled: [], failure: null });
    expect(Date.now() - started).toBeGreaterThan(900);
    expect(await follow({ Healthcheck: { Test: ['NONE'] } })).toMatchObject({ unsettled: [], failure: null });
  });

  it('is unhealthy, with what the check printed last', async () => {
    const { failure, id } = await follow({ Healthcheck: check('CMD-SHELL', 'echo no database; exit 1') });
    const outcome = { kind: 'unhealthy', containerId: id, check: 'no database' };
    expect(failure).toEqual({ service: 'api', outcome });
  });

  it('is finished when it ends with 0, and crashed with anything else', async () => {
    for (const late of [false, true]) {
      expect(await follow({ Cmd: ['true'] }, { late })).toMatchObject({ unsettled: [], failure: null });
      const { failure, id } = await follow({ Cmd: ['sh', '-c', 'exit 3'] }, { late });
      const outcome = { kind: 'crashed', containerId: id, exitCode: 3, outOfMemory: false };
      expect(failure).toEqual({ service: 'api', outcome });
    }
  });

  it('is crashed, and not unhealthy, when it ends before its check passes', async () => {
    const Healthcheck = check('CMD', 'false');
    const { failure } = await follow({ Cmd: ['sh', '-c', 'sleep 0.3; exit 4'], Healthcheck });
    expect(failure?.outcome).toMatchObject({ kind: 'crashed', exitCode: 4 });
  });

  it('is crashed when it ended thrice, where the engine starts it again', async () => {
    const { failure, id } = await follow({ Cmd: ['false'], ...policy('always') }, { restarts: true });
    expect(failure?.outcome).toMatchObject({ kind: 'crashed', exitCode: 1, containerId: id });
    const { RestartCount } = await engine.docker.getContainer(id).inspect();
    expect(RestartCount).toBeGreaterThanOrEqual(2);
  });

  it('is ready when it gets over its first ends', async () => {
    const program = `import os, time
if not os.path.exists("/tmp/second"): open("/tmp/second", "w").close(); raise SystemExit(1)
time.sleep(100)`;
    const options = { Cmd: pythonCommand(program), ...policy('always') };
    expect(await follow(options, { restarts: true })).toMatchObject({ unsettled: [], failure: null });
  });

  it('is finished when it ends with 0 and is only started again on failure', async () => {
    const options = { Cmd: ['true'], ...policy('on-failure', 3) };
    expect(await follow(options, { restarts: true })).toMatchObject({ unsettled: [], failure: null });
  });

  it('is crashed when the engine has given it up before its third end', async () => {
    const options = { Cmd: ['sh', '-c', 'exit 5'], ...policy('on-failure', 1) };
    const { failure } = await follow(options, { restarts: true });
    expect(failure?.outcome).toMatchObject({ kind: 'crashed', exitCode: 5 });
  });

  it('tells that memory ran out', async () => {
    const Cmd = pythonCommand('x = bytearray(300 * 1024 * 1024)');
    const limits = { Memory: 16 * 2 ** 20, MemorySwap: 16 * 2 ** 20 };
    const { failure } = await follow({ Cmd, HostConfig: limits });
    expect(failure?.outcome).toMatchObject({ kind: 'crashed', exitCode: 137, outOfMemory: true });
  });

  it('hears of a crash by the events alone, before all is started', async () => {
    const project = unique('project');
    const watch = await open(project, { api: false, web: false });
    const container = await startContainer(engine, project, 'web', { Cmd: ['sh', '-c', 'exit 9'] });
    await watch.untilFailure();
    const outcome = { kind: 'crashed', containerId: container.id, exitCode: 9, outOfMemory: false };
    expect(watch.failure()).toEqual({ service: 'web', outcome });
    expect(await watch.untilSettled(10_000, never)).toEqual(['api']);
  });

  it('remembers a crash that follows on health, and the first of two failures', async () => {
    const project = unique('project');
    const watch = await open(project, { api: false, web: false });
    const Cmd = ['sh', '-c', 'sleep 1.5; exit 7'];
    await startContainer(engine, project, 'api', { Cmd, Healthcheck: check('CMD', 'true') });
    await watch.untilFailure();
    expect(watch.failure()).toMatchObject({ service: 'api', outcome: { exitCode: 7 } });
  });

  it('does not mind the end of a container that is replaced, nor those of others', async () => {
    const [project, other] = [unique('project'), unique('project')];
    const old = await startContainer(engine, project, 'api', { Cmd: sleep });
    const watch = await open(project, { api: false }, [old.id]);
    await startContainer(engine, other, 'api', { Cmd: ['false'] });
    await startContainer(engine, project, 'another', { Cmd: ['false'] });
    await old.kill();
    await old.remove();
    await startContainer(engine, project, 'api', { Healthcheck: check('CMD', 'true'), Cmd: sleep });
    expect(await watch.untilSettled(20_000, never)).toEqual([]);
    expect(watch.failure()).toBeNull();
  });

  it('waits for a container that was to be replaced, and that compose kept', async () => {
    const project = unique('project');
    const kept = await startContainer(engine, project, 'api', {
      Cmd: sleep,
      Healthcheck: check('CMD', 'true'),
    });
    const watch = await open(project, { api: false }, [kept.id]);
    expect(await watch.untilSettled(20_000, never)).toEqual([]);
    expect(watch.failure()).toBeNull();
  });

  it('takes what was paused for unhealthy only when it says so anew', async () => {
    const project = unique('project');
    const test = 'test -e /tmp/well';
    const container = await startContainer(engine, project, 'api', {
      Cmd: ['sh', '-c', 'sleep 3; touch /tmp/well; sleep 100'],
      Healthcheck: check('CMD-SHELL', test),
    });
    const status = async () => (await container.inspect()).State.Health?.Status;
    await expect.poll(status, { timeout: 20_000 }).toBe('unhealthy');
    const watch = await ReadinessWatch.open(
      engine,
      project,
      [{ service: 'api', restarts: false }],
      new Set(),
      [container.id],
    );
    onTestFinished(() => watch.close());
    expect(await watch.untilSettled(20_000, never)).toEqual([]);
    expect(watch.failure()).toBeNull();
  });

  it('names what is not settled when time is up, even what has no container', async () => {
    const project = unique('project');
    const watch = await open(project, { api: false, none: false, created: false });
    await startContainer(engine, project, 'api', {
      Cmd: sleep,
      Healthcheck: { ...check('CMD', 'sleep', '50'), Timeout: 60e9 },
    });
    await createContainer(engine, project, 'created', { Cmd: sleep });
    expect(await watch.untilSettled(1500, never)).toEqual(['api', 'none', 'created']);
    expect(await watch.untilSettled(-1, never)).toEqual(['api', 'none', 'created']);
    expect(watch.failure()).toBeNull();
  });

  it('ends at once when it is aborted', async () => {
    const watch = await open(unique('project'), { api: false });
    const abort = new AbortController();
    const reason = new Error('enough');
    const waiting = watch.untilSettled(60_000, abort.signal);
    setTimeout(() => abort.abort(reason), 200);
    await expect(waiting).rejects.toBe(reason);
    await expect(watch.untilSettled(60_000, abort.signal)).rejects.toBe(reason);
  });
});
