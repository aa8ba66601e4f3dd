import { expect, it } from 'vitest';
import { messagesText, unshown } from '../specs/messages';
import * as messages from './inspect';

const options = ['--json', '--help', '--entrypoint', '--port'];

const samples = {
  inspectOptionUnknown: messages.inspectOptionUnknown('--prot', '--port', options),
  'inspectOptionUnknown, like none': messages.inspectOptionUnknown('--quiet', null, options),
  inspectValueMissing: messages.inspectValueMissing('entrypoint'),
  inspectValueTooMuch: messages.inspectValueTooMuch('json', 'yes'),
  inspectPortInvalid: messages.inspectPortInvalid('abc'),
  inspectOneDirectory: messages.inspectOneDirectory('apps/b'),
};

it('says how pydock inspect is used', async () => {
  await expect(messagesText(samples)).toMatchFileSnapshot('__golden__/inspect.txt');
});

it('has a sample of every message', () => {
  expect(unshown(messages, samples)).toEqual([]);
});
