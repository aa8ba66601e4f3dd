import { expect, it } from 'vitest';
import { isOrphan } from './orphans';

it.each([
  ['one of a project that is gone', 'old', '/work/docker-compose.yml', true],
  ['the same on Windows', 'old', 'C:\\work\\docker-compose.yml', true],
  ['one of a project that is there', 'api', '/work/docker-compose.yml', false],
  ["one of somebody's own file", 'db', '/work/compose.db.yml', false],
  [
    "one of the file and somebody's own",
    'db',
    '/work/docker-compose.yml,/work/docker-compose.override.yml',
    false,
  ],
  ['one that nothing is known of', 'old', null, false],
])('tells %s', (_case, service, configFiles, expected) => {
  expect(isOrphan({ service, configFiles }, ['api'])).toBe(expected);
});
