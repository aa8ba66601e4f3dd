import { expect, it } from 'vitest';
import { progressMode } from './mode';

const place = { file: 'api/project.json', line: 3 };
const mode = (asked: unknown, isTerminal: boolean, env = {}) =>
  progressMode(asked, place, { env, isTerminal });

it.each(['tty', 'plain', 'json'])('is %s where that is asked for', (asked) => {
  expect(mode(asked, true)).toBe(asked);
  expect(mode(asked, false, { CI: 'true' })).toBe(asked);
});

it.each([undefined, null, 'auto'])('goes by where the output goes for %j', (asked) => {
  expect(mode(asked, true)).toBe('tty');
  expect(mode(asked, true, { CI: 'false' })).toBe('tty');
  expect(mode(asked, false)).toBe('plain');
  expect(mode(asked, true, { CI: 'true' })).toBe('plain');
  expect(mode(asked, true, { TERM: 'dumb' })).toBe('plain');
});

it('refuses anything else, with its place', () => {
  expect(() => mode('fancy', true)).toThrowError(/"fancy".*\n.*where {2}api\/project.json:3/s);
});
