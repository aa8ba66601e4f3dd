import { describe, expect, it } from 'vitest';
import { isTest } from './test-files';

describe('isTest', () => {
  it.each([
    'tests/a.py',
    'a/test/b.py',
    'test_a.py',
    'a/test_b.py',
    'a_test.py',
    'conftest.py',
    'a/conftest.py',
  ])('knows %s', (file) => {
    expect(isTest(file)).toBe(true);
  });

  it.each(['app.py', 'contest.py', 'latest/app.py', 'testing.py', 'attest_a.py', 'my_tests.py'])(
    'lets %s be',
    (file) => {
      expect(isTest(file)).toBe(false);
    },
  );
});
