import { expect, it } from 'vitest';
import { formatTime } from './time.mjs';

it.each([
  [0.4, '0 ms'],
  [71.4, '71 ms'],
  [999.4, '999 ms'],
  [999.6, '1.0 s'],
  [1234, '1.2 s'],
  [59_949, '59.9 s'],
  [59_960, '1 min 0 s'],
  [125_400, '2 min 5 s'],
])('%d milliseconds are %s', (milliseconds, text) => {
  expect(formatTime(milliseconds)).toBe(text);
});
