import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import {
  branchFact,
  commitFact,
  dateFact,
  type GitState,
  type Service,
  statedVersion,
  type TagFacts,
} from '@pydock/core';
import { diskTree } from '@pydock/engine';

const run = promisify(execFile);

/** What git says of a workspace: nothing, where it is no repository or there is no git. */
export async function gitState(workspaceRoot: string): Promise<GitState> {
  const git = (...args: string[]) =>
    run('git', args, { cwd: workspaceRoot }).then(
      ({ stdout }) => stdout.trim(),
      () => null,
    );
  const [commit, branch] = await Promise.all([
    git('rev-parse', '--verify', 'HEAD'),
    git('rev-parse', '--abbrev-ref', 'HEAD'),
  ]);
  return { commit, branch };
}

/** What the tags of a service's image may tell. */
export const tagFacts = (workspaceRoot: string, { name, root }: Service, git: GitState): TagFacts => ({
  project: name,
  sha: commitFact(git),
  branch: branchFact(git, process.env),
  version: statedVersion(diskTree(workspaceRoot), root),
  date: dateFact(process.env, new Date()),
});
