import { describe, expect, it } from 'vitest';
import { failureOf } from '../../specs/failures';
import { endOf, lockDay } from './lock-day';

const newest = { name: 'flask', version: '2.0.1', day: '2021-05-21' };
const nothing = { asked: undefined, recorded: null, newest: null, today: '2026-11-25' };

describe('lockDay', () => {
  it.each([
    ['what is asked for', { asked: '2021-06-01', recorded: '2022-01-01', newest }, '2021-06-01', 'asked'],
    ['today', { asked: 'today', recorded: '2022-01-01', newest }, '2026-11-25', 'asked'],
    ['the day of the pin', { recorded: '2022-01-01', newest }, '2022-01-01', 'recorded'],
    ['a release after the pin', { recorded: '2021-01-01', newest }, '2021-05-21', 'release'],
    ['the newest release', { newest }, '2021-05-21', 'release'],
    ['today where nothing is pinned', {}, '2026-11-25', 'today'],
  ])('is %s', (_case, choices, day, because) => {
    expect(lockDay({ ...nothing, ...choices })).toEqual({ day, because });
  });

  it.each(['yesterday', '2021-02-30', '21-05-2021', '2021-5-2', '2021-05-21T00:00:00Z', ''])(
    'refuses %j',
    (asked) => {
      expect(failureOf(() => lockDay({ ...nothing, asked }))).toMatchObject({
        code: 'PYDOCK_OPTION_INVALID',
        failure: { place: { option: '--as-of' } },
      });
    },
  );
});

it('ends a day where the next one begins', () => {
  expect(endOf('2021-05-21')).toBe('2021-05-22T00:00:00Z');
  expect(endOf('2024-02-28')).toBe('2024-02-29T00:00:00Z');
  expect(endOf('2021-12-31')).toBe('2022-01-01T00:00:00Z');
});
