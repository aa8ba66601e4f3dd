import { expect, it } from 'vitest';
import { messagesText, unshown } from '../specs/messages';
import * as messages from './engine';

const samples = {
  engineUnreachable: messages.engineUnreachable(
    ['DOCKER_HOST', '/run/user/1000/docker.sock', '/var/run/docker.sock'],
    'connect ENOENT /var/run/docker.sock',
  ),
  engineTooOld: messages.engineTooOld('unix:///var/run/docker.sock', '24.0.7', '1.43'),
  engineFailed: messages.engineFailed(
    'list the containers',
    '(HTTP code 500) server error - layer does not exist',
  ),
  connectionInvalid: messages.connectionInvalid(
    'DOCKER_HOST=tpc://build:2376',
    'tpc is no protocol that Docker speaks',
  ),
  interrupted: messages.interrupted('docker-build of api', 'the steps that were done are kept'),
  composeTooOld: messages.composeTooOld('2.17.2', '2.20'),
};

it('says what is wrong with the engine', async () => {
  await expect(messagesText(samples)).toMatchFileSnapshot('__golden__/engine.txt');
});

it('has a sample of every message', () => {
  expect(unshown(messages, samples)).toEqual([]);
});
