import { expect, it } from 'vitest';
import { commandLine } from '../errors';
import { messagesText, unshown } from '../specs/messages';
import * as messages from './backing';

const place = (option: string) => ({
  file: 'db/project.json',
  line: 9,
  option: `targets.docker-up.options.${option}`,
});
const kinds = ['postgres', 'redis'];
const file = '.pydock/secrets/db/password';

const samples = {
  backingKindMissing: messages.backingKindMissing(kinds),
  backingKindUnknown: messages.backingKindUnknown('oracle', kinds),
  'backingKindUnknown, a slip': messages.backingKindUnknown('postgresql', kinds),
  imageNameInvalid: messages.imageNameInvalid('Post gres', commandLine('image')),
  imageNotFound: messages.imageNotFound(
    'db',
    'postgres:99',
    'Error response from daemon: manifest for postgres:99 not found',
    place('image'),
  ),
  nothingToBuild: messages.nothingToBuild('db', 'postgres:18', place('image')),
  secretMissing: messages.secretMissing('db', 'token', 'db/token.txt', place('secrets.token')),
  secretLost: messages.secretLost('db', 'db', file, 'the volume db-data', place('secrets')),
  connectionSecretUnknown: messages.connectionSecretUnknown(
    'pasword',
    ['password', 'root_password'],
    place('connection.DB_URL'),
  ),
  'connectionSecretUnknown, there are none': messages.connectionSecretUnknown(
    'password',
    [],
    place('connection.DB_URL'),
  ),
  connectionConflict: messages.connectionConflict(
    { name: 'api', place },
    'DATABASE_URL',
    { name: 'db', place },
    { name: 'reports', place },
  ),
};

it('says what, why and what to do', async () => {
  await expect(messagesText(samples)).toMatchFileSnapshot('__golden__/backing.txt');
});

it('shows every message', () => {
  expect(unshown(messages, samples)).toEqual([]);
});
