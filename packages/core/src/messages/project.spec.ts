import { expect, it } from 'vitest';
import { messagesText, unshown } from '../specs/messages';
import * as messages from './project';
import { djangoNotFound, entrypointAmbiguous } from './python';

const samples = {
  directoryOutsideWorkspace: messages.directoryOutsideWorkspace('../elsewhere'),
  directoryMissing: messages.directoryMissing('apps/api'),
  fileExists: messages.fileExists('apps/api/Dockerfile', [
    '  FROM ${PYTHON_IMAGE} AS runtime',
    '- EXPOSE 5000',
    '+ EXPOSE 8000',
  ]),
  'fileExists, whatever it holds': messages.fileExists('apps/api/project.json', []),
  portUnused: messages.portUnused('job', 'none'),
  'portUnused, an app': messages.portUnused('worker', 'celery'),
  portGiven: messages.portGiven(8000, 'web'),
  projectExists: messages.projectExists('api', 'apps/api'),
  fileUnreadable: messages.fileUnreadable(
    'apps/api/requirements.txt',
    "EACCES: permission denied, open 'requirements.txt'",
  ),
  serviceNameTaken: messages.serviceNameTaken('API', 'api', 'api', 'apps/api'),
  directoryNotGiven: messages.directoryNotGiven(),
  forOneProject: messages.forOneProject('entrypoint'),
  projectsUnsettled: messages.projectsUnsettled([
    { root: 'apps/api', error: entrypointAmbiguous('apps/api', ['a:app', 'b:app']) },
    { root: 'apps/web', error: djangoNotFound('apps/web') },
  ]),
  projectNameInvalid: messages.projectNameInvalid('日本'),
};

it('says what is wrong with the files of a project', async () => {
  await expect(messagesText(samples)).toMatchFileSnapshot('__golden__/project.txt');
});

it('has a sample of every message', () => {
  expect(unshown(messages, samples)).toEqual([]);
});
