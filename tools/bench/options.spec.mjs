import { expect, it } from 'vitest';
import { parseOptions } from './options.mjs';

const known = ['build', 'up'];

it.each([
  [[], { suites: known, json: false, help: false }],
  [['up'], { suites: ['up'], json: false, help: false }],
  [['--json', 'up', 'build'], { suites: known, json: true, help: false }],
  [['-h'], { suites: known, json: false, help: true }],
])('%j', (args, options) => {
  expect(parseOptions(args, known)).toEqual(options);
});

it('lists the suites that there are', () => {
  expect(parseOptions(['upp'], known)).toBe('There is no suite upp; there is: build, up.');
});

it('refuses an option that it does not know', () => {
  expect(parseOptions(['--runs=3'], known)).toBe('There is no option --runs=3.');
});
