import { expect, it } from 'vitest';
import { pythonOfDay } from './python-of-day';

it.each([
  ['2021-05-21', '2026-11-25', '3.11', 'two after 3.9'],
  ['2022-10-24', '2026-11-25', '3.13', 'two after 3.11, which came out on that day'],
  ['2025-01-01', '2026-11-25', '3.14', 'the newest'],
  ['2026-11-25', '2026-11-25', '3.14', 'the newest'],
  ['2015-01-01', '2026-11-25', '3.11', 'the oldest that is maintained'],
  ['2021-05-21', '2027-12-01', '3.12', 'the oldest that is maintained'],
  ['2021-05-21', '2099-01-01', '3.14', 'the newest where none is known to be maintained'],
])('of %s, on %s, is %s: %s', (day, today, version) => {
  expect(pythonOfDay(day, today)).toBe(version);
});
