import { describe, expect, it } from 'vitest';
import { countTests, sum } from './counts.mjs';

/** @param {string} status @param {string[]} tags */
const test = (status, ...tags) => ({ status, tags });
/** @param {string} status @param {ReturnType<typeof test>[]} assertionResults */
const file = (status, ...assertionResults) => ({ name: 'a.spec.ts', status, assertionResults });
const all = () => true;

describe('countTests', () => {
  it('counts what passed and what failed', () => {
    const report = {
      testResults: [file('failed', test('passed'), test('failed')), file('passed', test('passed'))],
    };
    expect(countTests(report, 1, all)).toEqual({ passed: 2, failed: 1 });
  });

  it('takes a skipped test for a failed one', () => {
    const report = { testResults: [file('passed', test('passed'), test('skipped'), test('todo'))] };
    expect(countTests(report, 0, all)).toEqual({ passed: 1, failed: 2 });
  });

  it('leaves out what the tag filter left out', () => {
    const report = { testResults: [file('passed', test('passed'), test('skipped', 'docker'))] };
    expect(countTests(report, 0, (tags) => !tags.includes('docker'))).toEqual({ passed: 1, failed: 0 });
  });

  it('counts a file that could not be run as one failed test', () => {
    expect(countTests({ testResults: [file('failed')] }, 1, all)).toEqual({ passed: 0, failed: 1 });
  });

  it('counts a run that failed without a failed test as one', () => {
    expect(countTests(null, 1, all)).toEqual({ passed: 0, failed: 1 });
    expect(countTests({ testResults: [file('passed', test('passed'))] }, null, all)).toEqual({
      passed: 1,
      failed: 1,
    });
  });
});

describe('sum', () => {
  it('adds up', () => {
    const counts = [
      { passed: 1, failed: 2 },
      { passed: 3, failed: 0 },
    ];
    expect(sum(counts)).toEqual({ passed: 4, failed: 2 });
    expect(sum([])).toEqual({ passed: 0, failed: 0 });
  });
});
