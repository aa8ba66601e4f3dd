import { expect, it } from 'vitest';
import { messagesText, unshown } from '../specs/messages';
import * as messages from './compose';

const named = (name: string, root: string) => ({
  name,
  project: `@acme/${name}`,
  root,
  place: (option: string) => ({
    file: `${root}/project.json`,
    line: 9,
    option: `targets.docker-up.options.${option}`,
  }),
});
const api = named('api', 'apps/api');
const web = named('web', 'apps/web');

const samples = {
  nameInvalid: messages.nameInvalid('My API', api.place('serviceName')),
  nameConflict: messages.nameConflict(api, { ...web, name: 'api' }),
  portConflict: messages.portConflict(8000, api, 'ports[0]', web, 'ports[1]'),
  'portConflict, in one service': messages.portConflict(65535, api, 'ports[0]', api, 'ports[1]'),
  dependencyUnknown: messages.dependencyUnknown(web, 'redis', ['api', 'web']),
  'dependencyUnknown, a slip': messages.dependencyUnknown(web, 'apis', ['api', 'web']),
  dependencyCycle: messages.dependencyCycle(api, ['api', 'web', 'worker', 'api']),
  volumeSourceMissing: messages.volumeSourceMissing(api, 'apps/api/conf', 'volumes[0]'),
  envFileMissing: messages.envFileMissing(api, 'apps/api/.env'),
  composeMissing: messages.composeMissing("docker: 'compose' is not a docker command"),
  composeFailed: messages.composeFailed('docker compose up', 1, [
    'time="2026-11-24T05:00:00Z" level=warning msg="The \\"HOME_DIR\\" variable is not set"',
    ' Container shop-api-1  Creating',
    'Error response from daemon: invalid mount config for type "bind"',
    'time="2026-11-24T05:00:01Z" level=warning msg="Found orphan containers"',
    '',
  ]),
  'composeFailed, killed in silence': messages.composeFailed('docker compose up', null, []),
  locked: messages.locked('process 4242 (nx run api:docker-up)', '.pydock/lock'),
  composeOutOfDate: messages.composeOutOfDate('docker-compose.yml'),
  projectTaken: messages.projectTaken('shop', '/home/ann/shop-2', 'shop-api-1'),
  composeFileForeign: messages.composeFileForeign('docker-compose.yml'),
};

it('says what services and docker compose have against it', async () => {
  await expect(messagesText(samples)).toMatchFileSnapshot('__golden__/compose.txt');
});

it('has a sample of every message', () => {
  expect(unshown(messages, samples)).toEqual([]);
});
