import { describe, expect, it } from 'vitest';
import { failureOf } from '../../specs/workspace';
import { longestTimeout } from './timeout';

const place = { file: 'api/project.json', option: 'timeout' };

describe('longestTimeout', () => {
  it.each([
    [[{}], 120_000],
    [[{ timeout: '3s' }], 3000],
    [[{ timeout: '3s' }, {}], 120_000],
    [[{ timeout: '3s' }, { timeout: '5m' }], 300_000],
    [[{ timeout: '600h' }], 2 ** 31 - 1],
  ])('of %j is %i', (options, expected) => {
    expect(longestTimeout(options.map((each) => ({ ...each, place })))).toBe(expected);
  });

  it('refuses what is no duration, with its place', async () => {
    expect((await failureOf(() => longestTimeout([{ timeout: 'soon', place }]))).place).toEqual(place);
  });
});
