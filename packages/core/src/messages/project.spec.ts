import { expect, it } from 'vitest';
import { messagesText, unshown } from '../specs/messages';
import * as messages from './project';

const samples = {
  directoryOutsideWorkspace: messages.directoryOutsideWorkspace('../elsewhere'),
  directoryMissing: messages.directoryMissing('apps/api'),
  fileExists: messages.fileExists('apps/api/Dockerfile', [
    '  FROM ${PYTHON_IMAGE} AS runtime',
    '- EXPOSE 5000',
    '+ EXPOSE 8000',
  ]),
  projectExists: messages.projectExists('api', 'apps/api'),
  fileUnreadable: messages.fileUnreadable(
    'apps/api/requirements.txt',
    "EACCES: permission denied, open 'requirements.txt'",
  ),
  serviceNameTaken: messages.serviceNameTaken('API', 'api', 'api', 'apps/api'),
  projectNameInvalid: messages.projectNameInvalid('日本'),
};

it('says what is wrong with the files of a project', async () => {
  await expect(messagesText(samples)).toMatchFileSnapshot('__golden__/project.txt');
});

it('has a sample of every message', () => {
  expect(unshown(messages, samples)).toEqual([]);
});
