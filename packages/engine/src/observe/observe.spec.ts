import { fingerprintLabel } from '@pydock/core';
import Docker from 'dockerode';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { connectEngine, type Engine } from '../connection/connect';
import { directoryOf } from '../specs/directory';
import {
  buildFor,
  createContainer,
  python,
  pythonCommand,
  requestOf,
  startContainer,
  unique,
} from '../specs/engine';
import { codeOf } from '../specs/failures';
import { lastLogLines } from './logs';
import { observeNetworks, observeVolumes, removeVolume } from './resources';
import { composeLabels, observe, observeContainers, observeImage } from './state';

let engine: Engine;
const sleep = ['sleep', '100'];
const check = (...Test: string[]) => ({ Test, Interval: 200e6, Timeout: 2e9, Retries: 1, StartPeriod: 0 });

describe('observe', { tags: ['docker'], timeout: 60_000 }, () => {
  beforeAll(async () => {
    engine = await connectEngine();
  });

  it('tells states and health', async () => {
    const project = unique('project');
    const start = (service: string, options: Docker.ContainerCreateOptions) =>
      startContainer(engine, project, service, { Cmd: sleep, ...options });
    await createContainer(engine, project, 'a-created', { Cmd: sleep });
    await start('b-plain', {});
    const paused = await start('c-paused', {});
    await paused.pause();
    const ended = await start('d-exited', { Cmd: ['false'] });
    await ended.wait();
    await start('e-starting', { Healthcheck: { ...check('CMD', 'sleep', '50'), Timeout: 60e9 } });
    await start('f-healthy', { Healthcheck: check('CMD', 'true') });
    await start('g-unhealthy', { Healthcheck: check('CMD', 'false') });
    await start('h-restarting', { Cmd: ['false'], HostConfig: { RestartPolicy: { Name: 'always' } } });
    const states = async () => {
      const containers = await observeContainers(engine, project);
      return containers.map(({ service, state, health }) => `${service}: ${state} ${health ?? '-'}`).sort();
    };
    // A container that is started again is running for a moment in between.
    await expect
      .poll(states, { timeout: 20_000, interval: 50 })
      .toEqual([
        'a-created: created -',
        'b-plain: running -',
        'c-paused: paused -',
        'd-exited: exited -',
        'e-starting: running starting',
        'f-healthy: running healthy',
        'g-unhealthy: running unhealthy',
        'h-restarting: restarting -',
      ]);
    await paused.unpause();
  });

  it("tells a project's containers by name, with their image, those of `compose run` left out", async () => {
    const [project, other] = [unique('project'), unique('project')];
    const two = await createContainer(engine, project, 'two', { name: unique('z') });
    const one = await createContainer(engine, project, 'one', { name: unique('a') });
    await createContainer(engine, other, 'one', {});
    await createContainer(engine, project, 'one', { Labels: { 'com.docker.compose.oneoff': 'True' } });
    const image = await observeImage(engine, python);
    const found = await observeContainers(engine, project);
    expect(found.map(({ id, service, imageId }) => ({ id, service, imageId }))).toEqual([
      { id: one.id, service: 'one', imageId: image?.id },
      { id: two.id, service: 'two', imageId: image?.id },
    ]);
    expect(found[0]?.name).toMatch(/^pydock-test-a-/);
  });

  it('tells images with their fingerprint, and leaves out those that are not there', async () => {
    const root = await directoryOf();
    const labels = { [fingerprintLabel]: 'sha256:abc' };
    const request = await requestOf(root, `FROM ${python}\n`, { labels });
    const { imageId } = await buildFor(engine, request);
    const { containers, images } = await observe(engine, unique('project'), [
      request.image,
      python,
      'pydock-none:x',
    ]);
    expect(containers).toEqual([]);
    expect([...images]).toEqual([
      [request.image, { id: imageId, fingerprint: 'sha256:abc' }],
      [python, { id: expect.stringMatching(/^sha256:/), fingerprint: null }],
    ]);
    expect(await observeImage(engine, 'pydock-none:x')).toBeNull();
    expect(await codeOf(() => observeImage(engine, 'Not An Image'))).toBe('PYDOCK_ENGINE_FAILED');
  });

  it('tells networks and volumes of a project, and removes volumes', async () => {
    const project = unique('project');
    const Labels = { [composeLabels.project]: project };
    for (const name of [`${project}_b`, `${project}_a`]) {
      const network = await engine.docker.createNetwork({ Name: name, Labels });
      onTestFinished(() => network.remove().then(() => undefined));
    }
    const volume = { Name: `${project}_data`, Labels: { ...Labels, 'com.docker.compose.volume': 'data' } };
    await engine.docker.createVolume(volume);
    await engine.docker.createVolume({ Name: `${project}_bare`, Labels });
    expect(await observeNetworks(engine, project)).toEqual([`${project}_a`, `${project}_b`]);
    expect(await observeVolumes(engine, project)).toEqual([
      { name: `${project}_bare`, volume: `${project}_bare` },
      { name: `${project}_data`, volume: 'data' },
    ]);
    const Binds = [`${project}_data:/data`];
    const user = await createContainer(engine, project, 'user', { HostConfig: { Binds } });
    expect(await codeOf(() => removeVolume(engine, `${project}_data`))).toBe('PYDOCK_ENGINE_FAILED');
    await user.remove();
    for (const name of ['data', 'bare', 'bare']) await removeVolume(engine, `${project}_${name}`);
    expect(await observeVolumes(engine, project)).toEqual([]);
  });

  it('says so when the engine can not be asked any more', async () => {
    const gone = { ...engine, docker: new Docker({ socketPath: '/nowhere.sock' }) };
    const asks = [
      observeContainers(gone, 'x'),
      observeImage(gone, 'x'),
      observeNetworks(gone, 'x'),
      observeVolumes(gone, 'x'),
      removeVolume(gone, 'x'),
    ];
    for (const ask of asks) expect(await codeOf(() => ask)).toBe('PYDOCK_ENGINE_FAILED');
    expect(await lastLogLines(gone, 'x', 5)).toEqual([]);
  });
});

describe('lastLogLines', { tags: ['docker'], timeout: 60_000 }, () => {
  beforeAll(async () => {
    engine = await connectEngine();
  });

  const logOf = async (program: string, options: Docker.ContainerCreateOptions = {}, lines = 20) => {
    const Cmd = pythonCommand(program);
    const container = await startContainer(engine, unique('project'), 'log', { Cmd, ...options });
    await container.wait();
    return lastLogLines(engine, container.id, lines);
  };

  it('has both streams, without the frames between', async () => {
    const program = `import sys, time
for n in range(6):
    print("line", n, "Größe 日本", file=sys.stderr if n % 2 else sys.stdout); time.sleep(0.02)`;
    const lines = Array.from({ length: 6 }, (_, n) => `line ${n} Größe 日本`);
    expect(await logOf(program)).toEqual(lines);
    expect(await logOf(program, {}, 2)).toEqual(lines.slice(-2));
  });

  it('has a line that is longer than a frame', async () => {
    expect(await logOf('print("x" * 40000); print("end")')).toEqual(['x'.repeat(40_000), 'end']);
  });

  it('has what a terminal shows', async () => {
    expect(await logOf('print("one"); print("zwei ü")', { Tty: true })).toEqual(['one', 'zwei ü']);
  });

  it('has a line of JSON as it is printed, from a terminal too', async () => {
    const program = `print('{ "level": "info" }')`;
    expect(await logOf(program)).toEqual(['{ "level": "info" }']);
    expect(await logOf(program, { Tty: true })).toEqual(['{ "level": "info" }']);
    expect(await logOf('print(42)', { Tty: true })).toEqual(['42']);
  });

  it('is empty where nothing was printed, or there is no container', async () => {
    expect(await logOf('pass')).toEqual([]);
    expect(await lastLogLines(engine, 'pydock-no-such-container', 5)).toEqual([]);
  });
});
