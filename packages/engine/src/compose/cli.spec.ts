import { execFileSync } from 'node:child_process';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { connectEngine, type Engine } from '../connection/connect';
import { directoryOf } from '../specs/directory';
import { python, unique } from '../specs/engine';
import { failureOf } from '../specs/failures';
import { observeContainers } from '../observe/state';
import { compose, requireCompose } from './cli';

/** Puts a `docker` of one's own before all others on the PATH. */
async function fakeDocker(script: string): Promise<void> {
  const directory = await directoryOf({ docker: `#!/bin/sh\n${script}\n` });
  await chmod(join(directory, 'docker'), 0o755);
  vi.stubEnv('PATH', `${directory}:${process.env['PATH']}`);
  onTestFinished(() => void vi.unstubAllEnvs());
}

const anywhere = { endpoint: { kind: 'socket', path: '/x.sock', source: 'the default socket' } } as Engine;
const processes = (word: string) =>
  execFileSync('ps', ['-eo', 'pid,args'])
    .toString()
    .split('\n')
    .filter((line) => line.includes(word) && !line.includes('ps -eo'));

describe('requireCompose', () => {
  it('says that there is no docker command', async () => {
    vi.stubEnv('PATH', await directoryOf());
    onTestFinished(() => void vi.unstubAllEnvs());
    const failure = await failureOf(() => requireCompose(anywhere));
    expect(failure).toMatchObject({
      code: 'PYDOCK_COMPOSE_MISSING',
      why: expect.stringContaining('there is no command `docker` on the PATH'),
    });
  });

  it('says that there is no plugin', async () => {
    await fakeDocker(`echo "docker: 'compose' is not a docker command." >&2; exit 1`);
    const run = { directory: await directoryOf(), project: 'x' };
    for (const call of [() => requireCompose(anywhere), () => compose(anywhere, ['up'], run)])
      expect(await failureOf(call)).toMatchObject({
        code: 'PYDOCK_COMPOSE_MISSING',
        why: expect.stringContaining("docker: 'compose' is not a docker command."),
      });
  });

  it.each([
    ['2.10.0', 'PYDOCK_COMPOSE_TOO_OLD'],
    ['1.29.2', 'PYDOCK_COMPOSE_TOO_OLD'],
  ])('refuses %s', async (version, code) => {
    await fakeDocker(`echo ${version}`);
    expect((await failureOf(() => requireCompose(anywhere))).code).toBe(code);
  });

  it.each(['2.20.0', '2.40.3-3', '5.0.1', 'a build of our own'])('takes %s', async (version) => {
    await fakeDocker(`echo ${version}`);
    await requireCompose(anywhere);
  });

  it('says so where docker prints nothing', async () => {
    await fakeDocker('exit 1');
    expect((await failureOf(() => requireCompose(anywhere))).why).toContain('it printed nothing');
  });
});

describe('compose', () => {
  const run = async () => ({ directory: await directoryOf(), project: 'shop', text: 'the file' });

  it('passes the file, the project and the engine that was found', async () => {
    await fakeDocker('echo "$DOCKER_HOST|$COMPOSE_MENU|$PWD|$*|$(cat)"; exit 9');
    const given = await run();
    const { quote } = await failureOf(() => compose(anywhere, ['up', '--detach', 'api'], given));
    const args = `compose --project-directory ${given.directory} --project-name shop --file - --ansi never --progress plain up --detach api`;
    expect(quote).toEqual([`unix:///x.sock|false|${given.directory}|${args}|the file`]);
  });

  it('leaves an engine that the docker command finds by itself to it', async () => {
    vi.stubEnv('DOCKER_HOST', 'tcp://there');
    await fakeDocker('echo "$DOCKER_HOST"; exit 9');
    const endpoint = { kind: 'socket', path: '/x.sock', source: 'docker context colima' } as const;
    const { quote } = await failureOf(async () => compose({ ...anywhere, endpoint }, ['up'], await run()));
    expect(quote).toEqual(['tcp://there']);
  });

  it('quotes what was printed, line by line, however it came', async () => {
    await fakeDocker('printf "Gr\\303"; sleep 0.2; printf "\\274n\\r\\n\\n"; echo last >&2; exit 17');
    expect(await failureOf(async () => compose(anywhere, ['up'], await run()))).toMatchObject({
      code: 'PYDOCK_COMPOSE_FAILED',
      what: 'docker compose up failed with exit code 17',
      why: 'Grün',
      quote: ['Grün', 'last'],
    });
  });

  it('ends a command that does not listen, and what it has started, when it is aborted', async () => {
    const mark = `9${process.pid}.5`;
    await fakeDocker(`trap '' TERM; sh -c "trap '' TERM; sleep ${mark}; true"; true`);
    const given = await run();
    const abort = new AbortController();
    const ended = failureOf(() => compose(anywhere, ['up'], { ...given, signal: abort.signal }));
    await expect.poll(() => processes(`sleep ${mark}`).length, { timeout: 10_000 }).toBeGreaterThan(0);
    const started = Date.now();
    abort.abort();
    expect((await ended).code).toBe('PYDOCK_COMPOSE_FAILED');
    expect(Date.now() - started).toBeLessThan(6000);
    await expect.poll(() => processes(`sleep ${mark}`), { timeout: 5000 }).toEqual([]);
  }, 30_000);

  it('ends at once where it is aborted already', async () => {
    await fakeDocker('sleep 60');
    const given = await run();
    const failure = await failureOf(() =>
      compose(anywhere, ['up'], { ...given, signal: AbortSignal.abort() }),
    );
    expect(failure.code).toBe('PYDOCK_COMPOSE_FAILED');
  });
});

describe('compose, on an engine', { tags: ['docker'], timeout: 60_000 }, () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await connectEngine();
  });

  const service = (over: object) => ({ image: python, command: 'sleep 100', init: true, ...over });
  const projectOf = async (services: Record<string, object>, networks = {}) => {
    const directory = await directoryOf();
    const project = unique('compose');
    const text = JSON.stringify({ services, networks, volumes: { data: {} } });
    const run = { directory, project, text };
    onTestFinished(() => compose(engine, ['down', '--volumes', '--timeout', '0'], run));
    return run;
  };
  const up = ['up', '--detach', '--no-build', '--pull', 'never'];
  const names = async (project: string) =>
    (await observeContainers(engine, project)).map(({ service: name, state }) => `${name} ${state}`);

  it('is there', async () => {
    await expect(requireCompose(engine)).resolves.toBeUndefined();
  });

  it('applies a file', async () => {
    const run = await projectOf({ api: service({}) });
    await compose(engine, up, run);
    expect(await names(run.project)).toEqual(['api running']);
    await compose(engine, ['down', '--timeout', '0'], run);
    expect(await names(run.project)).toEqual([]);
  });

  it('says what is wrong with a file', async () => {
    const run = await projectOf({ api: service({}) });
    const broken = { ...run, text: '{"services": {"api": {"imag": "x"}}}' };
    expect(await failureOf(() => compose(engine, up, broken))).toMatchObject({
      code: 'PYDOCK_COMPOSE_FAILED',
      what: expect.stringMatching(/^docker compose up .* failed with exit code \d+$/),
      why: expect.stringContaining('imag'),
    });
  });

  it('is ended by an abort within 3 s, and leaves no process', async () => {
    const never = { test: ['CMD', 'false'], interval: '1s', retries: 1000 };
    const run = await projectOf({
      db: service({ healthcheck: never }),
      api: service({ depends_on: { db: { condition: 'service_healthy' } } }),
    });
    const abort = new AbortController();
    const ended = failureOf(() => compose(engine, up, { ...run, signal: abort.signal }));
    await expect.poll(() => names(run.project), { timeout: 20_000 }).toContain('db running');
    const started = Date.now();
    abort.abort();
    await ended;
    expect(Date.now() - started).toBeLessThan(3000);
    expect(processes(run.project)).toEqual([]);
  });
});
