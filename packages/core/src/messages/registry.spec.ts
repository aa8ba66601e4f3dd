import { expect, it } from 'vitest';
import { messagesText, unshown } from '../specs/messages';
import * as messages from './registry';

const samples = {
  archiveFailed: messages.archiveFailed('load dist/api.tar', 'there is no image in it'),
  imageNotBuilt: messages.imageNotBuilt('api', 'shop-api'),
  credentialsUnreadable: messages.credentialsUnreadable(
    'registry.corp:5000',
    'docker-credential-pass is not on the PATH',
  ),
  pushDenied: messages.pushDenied('registry.corp/team/api:1.4', 'registry.corp', 'no basic auth credentials'),
  pushFailed: messages.pushFailed(
    'registry.corp/team/api:1.4',
    'x509: certificate signed by unknown authority',
    1,
  ),
  'pushFailed, after several attempts': messages.pushFailed(
    'registry.corp/team/api:1.4',
    'connection refused',
    4,
  ),
};

it('says what stands between an image and its registry', async () => {
  await expect(messagesText(samples)).toMatchFileSnapshot('__golden__/registry.txt');
});

it('has a sample of every message', () => {
  expect(unshown(messages, samples)).toEqual([]);
});
