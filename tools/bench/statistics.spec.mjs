import { expect, it } from 'vitest';
import { quantile, summarize } from './statistics.mjs';

it('takes the middle one, or the mean of the middle two, whatever their order', () => {
  expect(quantile([9, 1, 5], 0.5)).toBe(5);
  expect(quantile([10, 1, 2, 3], 0.5)).toBe(2.5);
  expect(quantile([7], 0.95)).toBe(7);
});

it('sums up', () => {
  const values = Array.from({ length: 21 }, (_, index) => 21 - index);
  expect(summarize(values)).toEqual({ median: 11, p95: 20, min: 1, max: 21 });
});

it('leaves its input as it is, and sums up nothing to nothing', () => {
  const values = Object.freeze([3, 1, 2]);
  expect(summarize(values).median).toBe(2);
  expect(() => summarize([])).toThrow(RangeError);
});
