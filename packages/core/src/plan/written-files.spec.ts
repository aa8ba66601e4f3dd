import { expect, it } from 'vitest';
import { fileStates } from './written-files';

const wanted = new Map([['Dockerfile', 'FROM b\nUSER 1\n']]);
const before = new Map([['Dockerfile', 'FROM a\nUSER 1\n']]);
const none = { missing: [], outdated: [], edited: [] };
const file = ['Dockerfile'];

it.each([
  [null, { ...none, missing: file }],
  ['FROM b\nUSER 1\n', none],
  ['FROM b\r\nUSER 1\r\n', none],
  ['FROM a\nUSER 1\n', { ...none, outdated: file }],
  ['FROM a\r\nUSER 1\r\n', { ...none, outdated: file }],
  ['FROM mine\n', { ...none, edited: file }],
  ['', { ...none, edited: file }],
])('of %j', (present, expected) => {
  expect(fileStates(wanted, () => present, before)).toEqual(expected);
});

it('has none outdated where nothing was written before', () => {
  expect(fileStates(wanted, () => 'FROM a\nUSER 1\n')).toEqual({ ...none, edited: file });
});
