import { describe, expect, it } from 'vitest';
import { type BuildFailure, explainBuildFailure } from './build-failure';

const dockerfileText = [
  'FROM python:3.13-slim',
  'WORKDIR /app',
  '# COPY requirements.txt .',
  'COPY --from=builder requirements.txt /else',
  'COPY requirements.txt .',
  'RUN pip install -r requirements.txt',
  'COPY ["conf files/a.toml", "/etc/"]',
  'COPY one \\',
  '     ./two /x/',
  'RUN --mount=type=bind,source=lock.txt,target=/lock.txt true',
].join('\n');

const checksum =
  'failed to solve: failed to compute cache key: failed to calculate checksum of ref abc::def: ';

/** What is told of a build whose instruction asked for a path that the context has not. */
const explain = (path: string, there: readonly string[], over: Partial<BuildFailure> = {}) =>
  explainBuildFailure({
    service: 'api',
    dockerfile: 'apps/api/Dockerfile',
    dockerfileText,
    error: `${checksum}"/${path}": not found`,
    step: `[2/5] COPY ${path} .`,
    log: [],
    exists: (each) => there.includes(each),
    ...over,
  }).failure;

describe('a path that the context has not', () => {
  it.each([
    ['requirements.txt', 5, 'COPY apps/api/requirements.txt .'],
    ['conf files/a.toml', 7, 'COPY ["apps/api/conf files/a.toml", "/etc/"]'],
    ['one', 8, 'COPY apps/api/one \\'],
    ['two', 9, 'apps/api/two /x/'],
    ['lock.txt', 10, 'RUN --mount=type=bind,source=apps/api/lock.txt,target=/lock.txt true'],
  ])('is meant from the Dockerfile’s own directory: %s', (path, line, remedy) => {
    expect(explain(path, [`apps/api/${path}`])).toMatchObject({
      code: 'PYDOCK_COPY_SOURCE_MISSING',
      why: expect.stringContaining('relative to the workspace root'),
      todo: expect.stringContaining(remedy),
      place: { file: 'apps/api/Dockerfile', line },
    });
  });

  it('is meant from there where no line can be told, and the remedy is its path', () => {
    const failure = explain('x.txt', ['apps/api/x.txt']);
    expect(failure).toMatchObject({
      code: 'PYDOCK_COPY_SOURCE_MISSING',
      place: { file: 'apps/api/Dockerfile' },
    });
    expect(failure.place?.line).toBeUndefined();
    expect(failure.todo).toContain('apps/api/x.txt');
  });

  it('is meant from a directory above the Dockerfile’s own', () => {
    const failure = explain('two', ['apps/api/two'], { dockerfile: 'apps/api/docker/Dockerfile' });
    expect(failure.todo).toContain('apps/api/two /x/');
  });

  it('is there, but was left out of the context', () => {
    expect(explain('requirements.txt', ['requirements.txt', 'apps/web/requirements.txt'])).toMatchObject({
      code: 'PYDOCK_COPY_SOURCE_MISSING',
      what: expect.stringContaining('not in the build context'),
      todo: expect.stringContaining('!requirements.txt'),
      place: { file: 'apps/api/Dockerfile', line: 5 },
    });
  });

  it('is a manifest that is nowhere', () => {
    expect(explain('apps/api/requirements.txt', [])).toMatchObject({
      code: 'PYDOCK_MANIFEST_MISSING',
      place: { file: 'apps/api/requirements.txt' },
    });
  });

  it('is nowhere', () => {
    expect(explain('two', [])).toMatchObject({
      code: 'PYDOCK_BUILD_FAILED',
      why: '"/two": not found',
      place: { file: 'apps/api/Dockerfile', line: 9 },
    });
  });
});

describe('the known causes', () => {
  const told = (error: string, log: readonly string[] = [], over: Partial<BuildFailure> = {}) =>
    explain('', [], { error, log, step: '[2/2] RUN x', ...over }).code;

  it.each([
    ['write /var/lib/docker/tmp/x: no space left on device', [], 'PYDOCK_DISK_FULL'],
    ['exit code: 1', ['OSError: [Errno 28] No space left on device'], 'PYDOCK_DISK_FULL'],
    ['exit code: 1', ['ERROR: No matching distribution found for flaskk'], 'PYDOCK_PACKAGE_NOT_FOUND'],
    [
      'exit code: 1',
      ['WARNING: connection broken by x', 'ERROR: No matching distribution found for flaskk'],
      'PYDOCK_BUILD_FAILED',
    ],
    ['failed to resolve source metadata for x/y:1: denied', [], 'PYDOCK_BASE_IMAGE_NOT_FOUND'],
    ['exit code: 1', [], 'PYDOCK_BUILD_FAILED'],
  ])('%s, %j', (error, log, code) => {
    expect(told(error, log)).toBe(code);
  });

  it('take off what BuildKit wraps the cause in', () => {
    const error = 'failed to solve: process "/bin/sh -c a\nb" did not complete successfully: exit code: 3';
    expect(explain('', [], { error }).why).toBe('the command ended with exit code: 3');
  });
});

it('is a key that a step wants to sign with, and that is not lent to it', () => {
  const error = 'failed to solve: no SSH key "deploy" forwarded from the client';
  expect(explain('', [], { error, step: '[2/2] RUN git clone ssh://git@git.corp/a' })).toMatchObject({
    code: 'PYDOCK_SSH_UNUSABLE',
    what: expect.stringContaining('"deploy"'),
  });
});
