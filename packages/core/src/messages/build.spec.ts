import { expect, it } from 'vitest';
import { messagesText, unshown } from '../specs/messages';
import * as messages from './build';

const failed = {
  service: 'api',
  dockerfile: 'apps/api/Dockerfile',
  step: '[builder 3/3] RUN pip --python /app/.venv/bin/python install --compile -r /build/requirements.txt',
  error: 'the command ended with exit code: 1',
  log: [
    'Collecting flask==3.1.2',
    'ERROR: Could not find a version that satisfies the requirement flaskk (from versions: none)',
    'ERROR: No matching distribution found for flaskk',
  ],
};

const samples = {
  buildFailed: messages.buildFailed(failed),
  'buildFailed, a long log': messages.buildFailed({
    ...failed,
    log: Array.from({ length: 100 }, (_, index) => `line ${index + 1}`),
  }),
  'buildFailed, at a line': messages.buildFailed({ ...failed, log: [], line: 12 }),
  copyPathRelative: messages.copyPathRelative('api', 'requirements.txt', 'COPY apps/api/requirements.txt .', {
    file: 'apps/api/Dockerfile',
    line: 3,
  }),
  copySourceLeftOut: messages.copySourceLeftOut('api', 'libs/shared', {
    file: 'apps/api/Dockerfile',
    line: 3,
  }),
  includeMissing: messages.includeMissing('api', 'libs/shraed', {
    file: 'apps/api/project.json',
    line: 9,
    option: 'targets.docker-build.options.include[0]',
  }),
  fileNameInvalid: messages.fileNameInvalid('apps/api/caf\uFFFD.txt', 'its name'),
  sshUnusable: messages.sshUnusable('api', 'deploy', 'there is no file /home/me/.ssh/deploy', {
    file: 'apps/api/project.json',
    line: 9,
    option: 'targets.docker-build.options.ssh.deploy',
  }),
  sshMissing: messages.sshMissing('api', 'default', 'apps/api/Dockerfile'),
  'sshMissing, of a name': messages.sshMissing('api', 'deploy', 'apps/api/Dockerfile'),
  buildSecretMissing: messages.buildSecretMissing(
    'api',
    'token',
    'the environment variable CORP_TOKEN is not set',
    {
      file: 'apps/api/project.json',
      line: 9,
      option: 'targets.docker-build.options.secrets.token',
    },
  ),
  stageMissing: messages.stageMissing('api', 'runtim', ['builder', 'runtime', '2'], {
    file: 'command line',
    option: '--target',
  }),
  'stageMissing, nothing like it': messages.stageMissing('api', 'production', ['0', '1'], {
    file: 'nx.json',
  }),
  packageNotFound: messages.packageNotFound(failed, 'flaskk', 'apps/api/requirements.txt'),
  'packageNotFound, of no known manifest': messages.packageNotFound(failed, 'flaskk', ''),
  baseImageNotFound: messages.baseImageNotFound(
    'api',
    'python:3.99-slim',
    'apps/api/Dockerfile',
    'python:3.99-slim: not found',
  ),
  diskFull: messages.diskFull('build api', 'write /var/lib/docker/tmp/x: no space left on device'),
  dockerfileMissing: messages.dockerfileMissing('api', 'apps/api/Dockerfile'),
  'dockerfileMissing, at the root': messages.dockerfileMissing('api', 'Dockerfile'),
  ignoreFileInvalid: messages.ignoreFileInvalid(
    'Invalid regular expression: /^[a$/: Unterminated character class',
  ),
};

it('says why an image can not be built', async () => {
  await expect(messagesText(samples)).toMatchFileSnapshot('__golden__/build.txt');
});

it('has a sample of every message', () => {
  expect(unshown(messages, samples)).toEqual([]);
});
