import { expect, it } from 'vitest';
import { failureOf } from '../specs/failures';
import { refuseOldCompose } from './version';

it.each(['2.20.0', 'v2.20.3\n', '2.100.1', '3.0.0', '5.0.0-desktop.1', '2.40.3+ds1', 'dev', ''])(
  'takes %j',
  (version) => {
    expect(() => refuseOldCompose(version)).not.toThrow();
  },
);

it.each(['2.19.9', 'v2.3.3', '1.29.2', ' 2.9.0 '])('refuses %j', (version) => {
  expect(failureOf(() => refuseOldCompose(version)).failure).toMatchObject({
    code: 'PYDOCK_COMPOSE_TOO_OLD',
    why: expect.stringContaining(version.trim()),
  });
});
