import { satisfies } from '@renovatebot/pep440';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { allows, comparisonsOf, releaseOf } from './releases';

const number = fc.integer({ min: 0, max: 3 });
const version = fc.array(number, { minLength: 1, maxLength: 4 }).map((numbers) => numbers.join('.'));
// The library does not fill up with zeros where a prefix is longer than a version, as PEP 440 has it.
const whole = fc.array(number, { minLength: 4, maxLength: 4 }).map((numbers) => numbers.join('.'));
const comparison = fc.oneof(
  fc.tuple(fc.constantFrom('==', '!=', '<=', '>=', '<', '>'), version).map((parts) => parts.join('')),
  fc.tuple(fc.constantFrom('==', '!='), version).map((parts) => `${parts.join('')}.*`),
  fc.tuple(number, version).map((parts) => `~=${parts.join('.')}`),
);
const set = fc.array(comparison, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(','));

it('allows the final releases that PEP 440 allows', () => {
  fc.assert(
    fc.property(set, whole, (specifier, tried) => {
      const read = comparisonsOf(specifier);
      expect(read && allows(read, releaseOf(tried) ?? [])).toBe(satisfies(tried, specifier));
    }),
    { numRuns: 1_000 },
  );
});

it.each(['latest', '>=x', '^1.2', '@git+https://example.com/x', '==1.*.2'])('does not read %s', (text) => {
  expect(comparisonsOf(text)).toBeNull();
});

it('fills up with zeros', () => {
  expect(allows(comparisonsOf('==3.0.*') ?? [], [3])).toBe(true);
});

it('takes nothing for everything', () => {
  expect(comparisonsOf(' , ')).toEqual([]);
  expect(allows([], [1])).toBe(true);
});
