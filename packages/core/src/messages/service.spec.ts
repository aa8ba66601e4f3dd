import { describe, expect, it } from 'vitest';
import { messagesText, unshown } from '../specs/messages';
import { removeOrphan } from './notes';
import * as messages from './service';

const place = { file: 'apps/api/Dockerfile' };
const port = { file: 'apps/api/project.json', line: 9, option: 'targets.docker-up.options.ports[0]' };
const ended = { exitCode: 1, outOfMemory: false, memory: '512m' };
const traceback = [
  '[1] [INFO] Booting worker with pid: 7',
  'Traceback (most recent call last):',
  '  File "/app/app.py", line 1, in <module>',
  '    from flask import Flask',
  "ImportError: cannot import name 'url_quote' from 'werkzeug.urls'",
  '[7] [INFO] Worker exiting (pid: 7)',
];

const samples = {
  portTaken: messages.portTaken('api', '127.0.0.1:8000', 'process 4242 (python3 -m http.server)', null, port),
  'portTaken, by what is left of another project': messages.portTaken(
    'api',
    '127.0.0.1:8000',
    'the container shop-old-1 of the Compose project shop',
    removeOrphan('shop-old-1', 'docker-down'),
    port,
  ),
  serviceUnknown: messages.serviceUnknown('api', 'docker-up', 'other:up', 'apps/api/project.json'),
  'serviceUnknown, without a target': messages.serviceUnknown(
    'api',
    'docker-up',
    null,
    'apps/api/project.json',
  ),
  serviceCrashed: messages.serviceCrashed('api', ended, traceback, place),
  'serviceCrashed, with a cure': messages.serviceCrashed('api', ended, traceback, place, 'pin werkzeug'),
  'serviceCrashed, out of memory': messages.serviceCrashed(
    'api',
    { exitCode: 137, outOfMemory: true, memory: '512m' },
    ['loading the model'],
    place,
  ),
  'serviceCrashed, out of memory without a limit': messages.serviceCrashed(
    'api',
    { exitCode: 137, outOfMemory: true, memory: null },
    [],
    place,
  ),
  'serviceCrashed, its command not found': messages.serviceCrashed(
    'api',
    { ...ended, exitCode: 127 },
    [],
    place,
  ),
  serviceUnhealthy: messages.serviceUnhealthy(
    'api',
    'urllib.error.HTTPError: HTTP Error 503: SERVICE UNAVAILABLE',
    ['[7] [INFO] GET /health 503'],
    place,
  ),
  serviceTimeout: messages.serviceTimeout('api', 120, 'starting', ['waiting for the database'], place),
};

it('says why a service did not start', async () => {
  await expect(messagesText(samples)).toMatchFileSnapshot('__golden__/service.txt');
});

it('has a sample of every message', () => {
  expect(unshown(messages, samples)).toEqual([]);
});

describe('serviceCrashed', () => {
  const crash = (exitCode: number, log: string[] = []) =>
    messages.serviceCrashed('api', { ...ended, exitCode }, log, place).failure;

  it.each([
    [['Traceback (most recent call last):', 'Exception: boom', '[INFO] bye'], 'Exception: boom'],
    [['KeyboardInterrupt', ''], 'KeyboardInterrupt'],
    [['  flask.cli.NoAppException: no app', 'more'], 'flask.cli.NoAppException: no app'],
    [['ValueError: first', 'KeyError: second', 'bye'], 'KeyError: second'],
    [['Error: Failed to find Flask application', ' '], 'Error: Failed to find Flask application'],
    [['Errors happen', 'last line', '  '], 'last line'],
    [[''], 'it printed nothing'],
    [[], 'it printed nothing'],
  ])('finds the reason in %j', (log, why) => {
    expect(crash(1, log).why).toBe(why);
  });

  it.each([
    [1, 'with exit code 1'],
    [126, 'with exit code 126: its command is not executable'],
    [137, 'with exit code 137: it was killed'],
    [139, 'with exit code 139: segmentation fault'],
    [143, 'with exit code 143: it was asked to stop'],
  ])('says what exit code %i means', (exitCode, ending) => {
    expect(crash(exitCode).what).toBe(`api stopped while it was starting, ${ending}`);
  });

  it('quotes the last 20 lines', () => {
    const log = Array.from({ length: 50 }, (_, index) => `line ${index + 1}`);
    expect(crash(1, log).quote).toEqual(log.slice(30));
  });
});
