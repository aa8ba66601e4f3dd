import { expect, it } from 'vitest';
import { commandLine } from '../errors';
import { messagesText, unshown } from '../specs/messages';
import * as messages from './options';

const {
  durationInvalid,
  hostPortInvalid,
  optionElsewhere,
  optionInvalid,
  optionUnknown,
  portInvalid,
  sizeInvalid,
  volumeInvalid,
  volumeTargetUnsafe,
} = messages;

const at = (option: string) => ({
  file: 'apps/api/project.json',
  line: 12,
  option: `targets.docker-up.options.${option}`,
});

const samples = {
  portInvalid: portInvalid(
    '127.0.0.1:8000',
    'an address needs a host port and a container port after it',
    at('ports[0]'),
  ),
  'portInvalid, a number': portInvalid(65536, '65536 is not a port: 1 to 65535', at('ports[0]')),
  hostPortInvalid: hostPortInvalid(0, commandLine('port')),
  volumeInvalid: volumeInvalid('data:app', 'the path in the container is not absolute', at('volumes[0]')),
  volumeTargetUnsafe: volumeTargetUnsafe('/var/my data', at('volumes[0]')),
  sizeInvalid: sizeInvalid('512x', at('memory')),
  'sizeInvalid, too small': sizeInvalid(
    512,
    at('memory'),
    'that is 512b, and no container can have less than 6m',
  ),
  durationInvalid: durationInvalid('1 minute', at('healthcheck.interval')),
  optionInvalid: optionInvalid('8000', 'a list', at('ports')),
  'optionInvalid, a long value': optionInvalid(
    { name: 'api', hosts: ['a', 'b', 'c'], note: 'this is far too long to be shown as a whole' },
    'a list of texts',
    at('dependsOn'),
  ),
  'optionInvalid, not a number': optionInvalid(NaN, 'a number above zero', at('cpus')),
  optionUnknown: optionUnknown('prots', 'ports', at('prots')),
  optionElsewhere: optionElsewhere('image', 'docker-build', at('image')),
  'optionUnknown, like none': optionUnknown('container_name', null, at('container_name')),
};

it('says what an option can be', async () => {
  await expect(messagesText(samples)).toMatchFileSnapshot('__golden__/options.txt');
});

it('has a sample of every message', () => {
  expect(unshown(messages, samples)).toEqual([]);
});
