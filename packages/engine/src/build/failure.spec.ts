import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { connectEngine, type Engine } from '../connection/connect';
import { directoryOf } from '../specs/directory';
import { buildFor, python, requestOf } from '../specs/engine';
import { failureOf } from '../specs/failures';
import { StepLog } from './failure';

describe('StepLog', () => {
  const completed = (step: string, error: string) =>
    ({ kind: 'step-completed', step, name: `RUN ${step}`, cached: false, duration: 1, error }) as const;

  it('has the last 200 lines of the step that failed first', () => {
    const log = new StepLog();
    for (let line = 1; line <= 1000; line++) log.add({ kind: 'log', step: 'a', text: `a${line}\n` });
    log.add({ kind: 'log', step: 'b', text: 'other' });
    log.add(completed('b', 'context canceled'));
    log.add(completed('a', 'exit code: 1'));
    log.add(completed('c', 'exit code: 2'));
    const failure = log.failure();
    expect(failure.step).toBe('RUN a');
    expect(failure.log).toEqual(Array.from({ length: 200 }, (_, index) => `a${801 + index}`));
  });

  it('puts lines together that came in pieces', () => {
    const log = new StepLog();
    for (const text of ['on', 'e\r\ntw', 'o\n', '\n', 'three']) log.add({ kind: 'log', step: 'a', text });
    log.add(completed('a', 'exit code: 1'));
    expect(log.failure().log).toEqual(['one', 'two', 'three']);
  });

  it('has a word for a failure before any step', () => {
    expect(new StepLog().failure()).toEqual({ step: 'before its first step', log: [] });
  });
});

describe('the failure of a build', { tags: ['docker'], timeout: 60_000 }, () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await connectEngine();
  });

  const failureOfBuild = async (dockerfile: string, files: Record<string, string> = {}) => {
    const request = await requestOf(await directoryOf(files), dockerfile);
    return failureOf(() => buildFor(engine, request));
  };

  it('has no secret in it, whatever a step prints', async () => {
    const root = await directoryOf({ netrc: 'machine a login ci password s3cret-one' });
    const printed = 'cat /root/.netrc; echo https://ci:other@a/ Proxy http://ci:s3cret-two@p; exit 1';
    const dockerfile = `FROM ${python}\nRUN --mount=type=secret,id=netrc,target=/root/.netrc ${printed}\n`;
    const request = await requestOf(root, dockerfile, {
      secrets: [{ id: 'netrc', file: join(root, 'netrc') }],
      proxies: { HTTP_PROXY: 'http://ci:s3cret-two@p' },
    });
    const failure = await failureOf(() => buildFor(engine, request));
    expect(failure.quote?.join('\n')).toContain('login ci password ****');
    expect(failure.quote?.join('\n')).toContain('https://ci:****@a/');
    expect(JSON.stringify(failure)).not.toMatch(/s3cret|other/);
  });

  it('names the step, its exit code and its last lines', async () => {
    const lines = `for i in $(seq 30); do echo "line $i"; done; echo 'Größe 日本'; exit 3`;
    expect(await failureOfBuild(`FROM ${python}\nRUN ${lines}\n`)).toMatchObject({
      code: 'PYDOCK_BUILD_FAILED',
      what: expect.stringContaining('[2/2] RUN for i in'),
      why: 'the command ended with exit code: 3',
      place: { file: 'Dockerfile' },
      quote: [...Array.from({ length: 19 }, (_, index) => `line ${12 + index}`), 'Größe 日本'],
    });
  });

  it.each([
    ['RUNN true', 'dockerfile parse error on line 2: unknown instruction: RUNN (did you mean RUN?)'],
    ['RUN cat <<X', 'unterminated heredoc'],
    ['COPY nothing /x', '"/nothing": not found'],
    ['RUN --mount=type=bind,source=nope,target=/x true', '"/nope": not found'],
    ['COPY --from=stag /x /y', /stag/],
  ])('says why %s can not be', async (line, why) => {
    const failure = await failureOfBuild(`FROM ${python}\n${line}\n`);
    expect(failure.why).toMatch(why);
  });

  it('knows a path that was meant from the Dockerfile’s own directory', async () => {
    const files = { 'apps/api/requirements.txt': '' };
    const text = `FROM ${python}\nWORKDIR /app\nCOPY requirements.txt .\n`;
    const request = await requestOf(await directoryOf(files), text, { dockerfile: 'apps/api/Dockerfile' });
    expect(await failureOf(() => buildFor(engine, request))).toMatchObject({
      code: 'PYDOCK_COPY_SOURCE_MISSING',
      todo: 'write it as: COPY apps/api/requirements.txt .',
      place: { file: 'apps/api/Dockerfile', line: 3 },
    });
  });

  it('knows a path that was left out of the context', async () => {
    const request = await requestOf(await directoryOf({ 'a.txt': '' }), `FROM ${python}\nCOPY a.txt /\n`);
    const entries = request.entries.filter(({ path }) => path !== 'a.txt');
    expect(await failureOf(() => buildFor(engine, { ...request, entries }))).toMatchObject({
      code: 'PYDOCK_COPY_SOURCE_MISSING',
      what: expect.stringContaining('not in the build context'),
      place: { file: 'Dockerfile', line: 2 },
    });
  });

  it('says that a Dockerfile has nothing in it', async () => {
    expect(await failureOfBuild('# nothing\n')).toMatchObject({
      code: 'PYDOCK_BUILD_FAILED',
      why: 'file with no instructions',
    });
  });

  it.each(['FROM localhost:1/nothing:here', `FROM ${python}\nCOPY --from=localhost:1/nothing:here /x /y`])(
    'names the image that can not be had: %s',
    async (dockerfile) => {
      expect(await failureOfBuild(`${dockerfile}\n`)).toMatchObject({
        code: 'PYDOCK_BASE_IMAGE_NOT_FOUND',
        what: expect.stringContaining('its base image localhost:1/nothing:here can'),
        why: expect.stringContaining('connection refused'),
      });
    },
  );

  it('names a package that the index does not know, and the manifest', async () => {
    const mount = '--mount=type=bind,source=requirements.txt,target=/r.txt';
    const install = 'pip install --disable-pip-version-check --no-index -r /r.txt';
    const failure = await failureOfBuild(`FROM ${python}\nRUN ${mount} ${install}\n`, {
      'requirements.txt': 'flaskk==1.0\n',
    });
    expect(failure).toMatchObject({
      code: 'PYDOCK_PACKAGE_NOT_FOUND',
      what: expect.stringContaining('flaskk==1.0'),
      place: { file: 'requirements.txt' },
    });
  });

  it('does not blame a package where the index can not be reached', async () => {
    const install = 'pip install --disable-pip-version-check --retries 1 --timeout 1 flask==3.1.3';
    const failure = await failureOfBuild(`FROM ${python}\nRUN --network=none ${install}\n`);
    expect(failure.code).toBe('PYDOCK_BUILD_FAILED');
    expect(failure.quote?.join('\n')).toContain('Temporary failure in name resolution');
  });
});
