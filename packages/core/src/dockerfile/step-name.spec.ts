import { expect, it } from 'vitest';
import { isFrom, readStepName } from './step-name';

it.each([
  ['[2/5] RUN true', [null, null, 2, 5, 'RUN true']],
  ['[builder 3/12] COPY a b', [null, 'builder', 3, 12, 'COPY a b']],
  ['[builder  3/12] COPY a b', [null, 'builder', 3, 12, 'COPY a b']],
  [
    '[stage-1 1/2] FROM docker.io/library/x@sha256:1',
    [null, 'stage-1', 1, 2, 'FROM docker.io/library/x@sha256:1'],
  ],
  ['[linux/arm64 2/2] RUN a', ['linux/arm64', null, 2, 2, 'RUN a']],
  ['[linux/arm/v7 dev 2/2] RUN a [1/2] b', ['linux/arm/v7', 'dev', 2, 2, 'RUN a [1/2] b']],
  ['[linux/amd64->arm64 dev 2/2] RUN a', ['linux/amd64->arm64', 'dev', 2, 2, 'RUN a']],
  ['[2/2] RUN <<EOF (a...)\nb', [null, null, 2, 2, 'RUN <<EOF (a...)\nb']],
])('reads %s', (name, [platform, stage, number, total, instruction]) => {
  expect(readStepName(name)).toEqual({ platform, stage, number, total, instruction });
});

it.each([
  '[internal] load build context',
  'exporting to image',
  '[auth] a/b:pull token',
  '[context x] load',
  '',
])('knows that %j is no instruction', (name) => {
  expect(readStepName(name)).toBeNull();
});

it('knows a FROM', () => {
  const step = (instruction: string) => ({ platform: null, stage: null, number: 1, total: 1, instruction });
  expect(isFrom(step('FROM python:3.13-slim'))).toBe(true);
  expect(isFrom(step('RUN FROM'))).toBe(false);
});
