import { expect, it } from 'vitest';
import { messagesText, unshown } from '../specs/messages';
import { interrupted } from './engine';
import { serviceCrashed } from './service';
import * as messages from './undo';

const ending = { exitCode: 1, outOfMemory: false, memory: null };
const crashed = serviceCrashed('api', ending, ['SyntaxError: invalid syntax'], {
  file: 'api/app.py',
  line: 3,
});
const api = { service: 'api', error: null };
const web = { service: 'web', error: null };

const samples = {
  'afterUndo, nothing ran before': messages.afterUndo(crashed, []),
  'afterUndo, replicas and another': messages.afterUndo(crashed, [api, api, web]),
  'afterUndo, one is lost': messages.afterUndo(crashed, [
    api,
    { service: 'web', error: 'it stopped again, with exit code 1' },
  ]),
  'afterUndo, interrupted': messages.afterUndo(
    interrupted('nx run api:docker-up', 'nothing is left half-made'),
    [api],
  ),
};

it('says what is left of a start that failed', async () => {
  await expect(messagesText(samples)).toMatchFileSnapshot('__golden__/undo.txt');
});

it('has a sample of every message', () => {
  expect(unshown(messages, samples)).toEqual([]);
});
