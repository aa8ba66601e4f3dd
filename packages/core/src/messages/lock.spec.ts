import { expect, it } from 'vitest';
import { messagesText, unshown } from '../specs/messages';
import * as messages from './lock';

const uvLog = [
  '  × No solution found when resolving dependencies:',
  '  ╰─▶ Because there is no version of flask==9.9 and you require flask==9.9, we can conclude that',
  '      your requirements are unsatisfiable.',
];

const samples = {
  lockCommand: { message: messages.lockCommand('apps/api') },
  'lockCommand, with a day': { message: messages.lockCommand('apps/api', '2021-05-21') },
  unpinnedDependencies: {
    message: messages.unpinnedDependencies(['werkzeug', 'jinja2'], ['flask==2.0.1'], 'apps/api'),
  },
  'unpinnedDependencies, of several': {
    message: messages.unpinnedDependencies(['idna'], ['requests==2.32.5', 'httpx==0.28.1'], 'apps/api'),
  },
  unpinnedAtFault: { message: messages.unpinnedAtFault('werkzeug', 'flask==2.0.1', 'apps/api') },
  'unpinnedAtFault, of an unknown parent': { message: messages.unpinnedAtFault('tea', null, 'apps/api') },
  unpinnedRequirementAtFault: {
    message: messages.unpinnedRequirementAtFault('flask', 'apps/api/requirements.txt:1', 'apps/api'),
  },
  lockUnsuitable: messages.lockUnsuitable('apps/api', 'poetry'),
  'lockUnsuitable, pip without requirements': messages.lockUnsuitable('apps/api', 'pip'),
  lockFailed: messages.lockFailed('apps/api/requirements.txt', uvLog),
  'lockFailed, an error': messages.lockFailed('apps/api/requirements.txt', ['error: Request failed']),
  'lockFailed, without a word': messages.lockFailed('apps/api/requirements.txt', []),
  uploadTimesMissing: messages.uploadTimesMissing(['flask'], 'apps/api'),
  uvMissing: messages.uvMissing('1.2.3', ['/usr/bin/python3: No module named pip']),
};

it('says what is not pinned, and why a pin could not be made', async () => {
  await expect(messagesText(samples)).toMatchFileSnapshot('__golden__/lock.txt');
});

it('has a sample of every message', () => {
  expect(unshown(messages, samples)).toEqual([]);
});
