import { expect, it } from 'vitest';
import { pythonVersionText } from './python-version';

it.each([
  [undefined, undefined],
  ['3.11.2', '3.11.2'],
  [3.11, '3.11'],
  [3.1, '3.10'],
])('reads the option %j as %j', (given, text) => {
  expect(pythonVersionText(given)).toBe(text);
});
