import { expect, it } from 'vitest';
import { messagesText, unshown } from '../specs/messages';
import * as messages from './build-causes';

const failed = {
  service: 'api',
  dockerfile: 'apps/api/Dockerfile',
  step: '[builder 3/3] RUN pip --python /app/.venv/bin/python install --compile -r /build/requirements.txt',
  error: 'the command ended with exit code: 1',
  log: ['ERROR: the last line'],
};
const numpy = { name: 'numpy', version: '1.21.0' };
const cure = { debian: ['g++', 'gcc'], python: null, instead: null, isSourceOnly: false };

const samples = {
  systemPackageMissing: messages.systemPackageMissing(failed, 'a compiler', numpy, {
    ...cure,
    python: '3.9',
  }),
  'systemPackageMissing, of source alone': messages.systemPackageMissing(
    failed,
    'pg_config',
    { name: 'psycopg2', version: null },
    { ...cure, instead: 'psycopg2-binary', isSourceOnly: true },
  ),
  'systemPackageMissing, of what is not known': messages.systemPackageMissing(
    failed,
    'the header x.h',
    null,
    {
      ...cure,
      debian: [],
    },
  ),
  gitMissing: messages.gitMissing(failed),
  pythonUnsuitable: messages.pythonUnsuitable(failed, 'numpy==1.21.2', '>=3.7,<3.11', '3.10'),
  'pythonUnsuitable, the project': messages.pythonUnsuitable(failed, 'the project', '>=3.14', '3.14'),
  'pythonUnsuitable, no Python': messages.pythonUnsuitable(failed, 'old==1', null, null),
  hashMismatch: messages.hashMismatch(failed, 'six==1.17.0'),
  certificateUntrusted: messages.certificateUntrusted(failed, '/etc/ssl/certs/ca-certificates.crt'),
  lockOutOfDate: messages.lockOutOfDate(failed, 'uv.lock', 'uv lock'),
};

it('says why a step failed, and what helps', async () => {
  await expect(messagesText(samples)).toMatchFileSnapshot('__golden__/build-causes.txt');
});

it('has a sample of every message', () => {
  expect(unshown(messages, samples)).toEqual([]);
});
