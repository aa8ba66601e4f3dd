import { describe, expect, it } from 'vitest';
import { failureOf } from '../../specs/workspace';
import { longestTimeout } from './timeout';

describe('longestTimeout', () => {
  it.each([
    [[{}], 120_000],
    [[{ timeout: '3s' }], 3000],
    [[{ timeout: '3s' }, {}], 120_000],
    [[{ timeout: '3s' }, { timeout: '5m' }], 300_000],
    [[{ timeout: '600h' }], 2 ** 31 - 1],
  ])('of %j is %i', (options, expected) => {
    expect(longestTimeout(options)).toBe(expected);
  });

  it('refuses what is no duration, as given on the command line', async () => {
    const failure = await failureOf(() => longestTimeout([{ timeout: 'soon' }]));
    expect(failure.place).toEqual({ file: 'command line', option: '--timeout' });
  });
});
