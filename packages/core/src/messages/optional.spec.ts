import { expect, it } from 'vitest';
import { commandLine } from '../errors';
import { messagesText, unshown } from '../specs/messages';
import * as messages from './optional';

const stated = (kind: 'extra' | 'group', name: string, line: number) => ({
  ...{ kind, name },
  source: { file: 'apps/api/pyproject.toml', line },
});
const extras = [stated('extra', 'web', 14), stated('extra', 'all', 15)];

const samples = {
  optionalUnknown: messages.optionalUnknown('apps/api', 'extra', 'wbe', extras, commandLine('extras')),
  'optionalUnknown, where there are none': messages.optionalUnknown(
    ...(['apps/api', 'group', 'prod', [], commandLine('groups')] as const),
  ),
  extraNeeded: messages.extraNeeded('fastapi', extras.slice(0, 1)),
  'extraNeeded, of several': messages.extraNeeded('fastapi', extras),
  'extraNeeded, a group': messages.extraNeeded('gunicorn', [stated('group', 'prod', 20)]),
  productionLeftOut: { message: messages.productionLeftOut('group', 'prod') },
  groupTaken: { message: messages.groupTaken('flask', stated('group', 'web', 9)) },
  optionalImported: { message: messages.optionalImported('psycopg2', stated('extra', 'pg', 9)) },
  lockedWithout: { message: messages.lockedWithout('apps/api/pdm.lock', stated('extra', 'web', 9)) },
  extraOfLocalUnknown: { message: messages.extraOfLocalUnknown('libs/db', 'postgers', extras) },
  'extraOfLocalUnknown, where there are none': {
    message: messages.extraOfLocalUnknown('libs/db', 'postgres', []),
  },
};

it('says what is to be told of extras and groups', async () => {
  await expect(messagesText(samples)).toMatchFileSnapshot('__golden__/optional.txt');
});

it('has a sample of every message', () => {
  expect(unshown(messages, samples)).toEqual([]);
});
