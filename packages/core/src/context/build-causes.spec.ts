import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { messagesText } from '../specs/messages';
import { explainBuildFailure } from './build-failure';

// What failed builds really printed, of long ones the beginning and the end; hosts of package indexes are masked.
const logs = join(__dirname, 'build-logs');

const explain = (log: readonly string[]) =>
  explainBuildFailure({
    service: 'api',
    dockerfile: 'apps/api/Dockerfile',
    dockerfileText: '',
    error: 'process "/bin/bash -c x" did not complete successfully: exit code: 1',
    step: '[builder 5/7] RUN x',
    log,
    exists: () => false,
  });

/** The lines of a failed step. */
const linesOf = (name: string) =>
  readFileSync(join(logs, `${name}.txt`), 'utf8')
    .replace(/\n$/, '')
    .split('\n');

it.each(readdirSync(logs).map((file) => file.replace(/\.txt$/, '')))('says why: %s', async (name) => {
  const error = explain(linesOf(name));
  expect(error.code).not.toBe('PYDOCK_BUILD_FAILED');
  await expect(messagesText({ [name]: error })).toMatchFileSnapshot(`__golden__/build-causes/${name}.txt`);
});

it.each([
  ["error: command 'gcc' failed: No such file or directory", 'PYDOCK_SYSTEM_PACKAGE_MISSING'],
  ['/bin/sh: 1: gcc: not found', 'PYDOCK_SYSTEM_PACKAGE_MISSING'],
  ["unable to execute 'gcc': No such file or directory", 'PYDOCK_SYSTEM_PACKAGE_MISSING'],
  ['Cargo, the Rust package manager, is not installed or is not on PATH.', 'PYDOCK_SYSTEM_PACKAGE_MISSING'],
  ['fatal error: sqlext.h: No such file or directory', 'PYDOCK_SYSTEM_PACKAGE_MISSING'],
  ["error: command 'gcc' failed with exit status 1", 'PYDOCK_BUILD_FAILED'],
  ['npm: not found', 'PYDOCK_BUILD_FAILED'],
])('%s: %s', (line, code) => {
  expect(explain([line]).code).toBe(code);
});
