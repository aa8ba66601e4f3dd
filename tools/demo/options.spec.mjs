import { expect, it } from 'vitest';
import { parseOptions } from './options.mjs';

it.each([
  [[], 'run'],
  [['--stop'], 'stop'],
  [['--stop', '--clean'], 'clean'],
  [['--clean', '--stop'], 'clean'],
  [['--help'], 'help'],
  [['-h'], 'help'],
])('%j is %s', (args, action) => {
  expect(parseOptions(args)).toBe(action);
});

it.each([[['--clean']], [['--port', '9000']], [['stop']], [['--stop=yes']]])(
  '%j is not understood',
  (args) => {
    expect(parseOptions(args)).toBeNull();
  },
);
