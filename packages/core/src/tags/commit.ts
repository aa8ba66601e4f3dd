import type { Fact } from './tags';

/** What git says of the workspace; null where it says nothing. `branch` is `HEAD` where none is checked out. */
export interface GitState {
  readonly commit: string | null;
  readonly branch: string | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

// CI systems check out a commit, and tell the branch by a variable; a pull request's own branch comes first.
const branchVariables = [
  ...['GITHUB_HEAD_REF', 'GITHUB_REF_NAME', 'CI_MERGE_REQUEST_SOURCE_BRANCH_NAME', 'CI_COMMIT_REF_NAME'],
  ...[
    'CHANGE_BRANCH',
    'BRANCH_NAME',
    'BITBUCKET_BRANCH',
    'CIRCLE_BRANCH',
    'BUILDKITE_BRANCH',
    'BUILD_SOURCEBRANCHNAME',
  ],
];

/** The first 12 digits of the commit: enough for any repository, and the same in each clone. */
export const commitFact = ({ commit }: GitState): Fact =>
  commit ? { value: commit.slice(0, 12) } : { missing: 'the workspace is no git repository with a commit' };

/** The branch that is checked out, or that CI says it builds. */
export function branchFact({ branch }: GitState, env: Environment): Fact {
  if (branch && branch !== 'HEAD') return { value: branch };
  const told = branchVariables.map((name) => env[name]).find((each) => each);
  return told ? { value: told } : { missing: 'no branch is checked out, and no variable of CI names one' };
}

/** The day in UTC as `20261125`; that of SOURCE_DATE_EPOCH, where it is set. */
export function dateFact(env: Environment, now: Date): string {
  const epoch = env['SOURCE_DATE_EPOCH'];
  const date = epoch && /^\d+$/.test(epoch) ? new Date(Number(epoch) * 1000) : now;
  return date.toISOString().slice(0, 10).replaceAll('-', '');
}
