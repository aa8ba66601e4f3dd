import { expect, it } from 'vitest';
import { branchFact, commitFact, dateFact } from './commit';

it('is the first twelve digits of the commit', () => {
  const commit = '0123456789abcdef0123456789abcdef01234567';
  expect(commitFact({ commit, branch: null })).toEqual({ value: '0123456789ab' });
  expect(commitFact({ commit: null, branch: null })).toHaveProperty('missing');
});

it('is the branch that is checked out, else the one that CI names', () => {
  const at = (branch: string | null, env = {}) => branchFact({ commit: 'c', branch }, env);
  expect(at('main', { GITHUB_REF_NAME: '7/merge' })).toEqual({ value: 'main' });
  expect(at('HEAD', { GITHUB_REF_NAME: '7/merge', GITHUB_HEAD_REF: 'mine' })).toEqual({ value: 'mine' });
  expect(at('HEAD', { GITHUB_HEAD_REF: '', GITHUB_REF_NAME: 'main' })).toEqual({ value: 'main' });
  expect(at(null, { CI_COMMIT_REF_NAME: 'fix' })).toEqual({ value: 'fix' });
  expect(at('HEAD')).toHaveProperty('missing');
});

it('is the day in UTC, or that of SOURCE_DATE_EPOCH', () => {
  const now = new Date('2026-11-25T23:59:59-05:00');
  expect(dateFact({}, now)).toBe('20261126');
  expect(dateFact({ SOURCE_DATE_EPOCH: '0' }, now)).toBe('19700101');
  expect(dateFact({ SOURCE_DATE_EPOCH: 'today' }, now)).toBe('20261126');
});
