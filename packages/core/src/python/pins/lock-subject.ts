import { posix } from 'node:path';
import { lockUnsuitable } from '../../messages/lock';
import { fileExists } from '../../messages/project';
import { choosePackageManager } from '../package-managers/choose';
import { requirementsFileOf } from '../package-managers/requirements-files';
import type { ProjectSource } from '../package-managers/table';
import { isFile } from '../paths';
import { valueOf } from '../fact';
import { readRequirements } from '../requirements';
import { effectiveLines } from './pinned-file';
import { isCompiled, isFullPin } from './pins';

/** What is to be pinned. Paths are relative to the workspace root. */
export interface LockSubject {
  /** The file that is read: the user's own words. */
  readonly source: string;
  /** Where the user's own words stand from now on. */
  readonly input: string;
  /** What is installed, and becomes the pin. */
  readonly output: string;
  /** Whether the output is a full pin already that came from no file here: there is nothing to make it from. */
  readonly complete: boolean;
}

/**
 * What of a project is to be pinned: requirements.txt, whose words go to requirements.in, as pip-compile has it.
 * @throws PydockError PYDOCK_LOCK_UNSUITABLE, PYDOCK_FILE_EXISTS where a requirements.in says other things
 */
export function lockSubject(project: ProjectSource): LockSubject {
  const { root, tree } = project;
  const chosen = choosePackageManager(project, null);
  if ('problem' in chosen) throw chosen.problem.error;
  const output = requirementsFileOf(project);
  if (valueOf(chosen) !== 'pip' || output === null) throw lockUnsuitable(root, valueOf(chosen) ?? 'pip');
  const input = `${output.replace(/\.(txt|lock)$/, '')}.in`;
  const present = tree.read(output) ?? '';
  if (!isFile(tree, input)) {
    const complete = isFullPin(tree, output, readRequirements(tree, output));
    return { source: output, input, output, complete };
  }
  // The same words in both: a run that was interrupted between them.
  const words = effectiveLines(tree.read(input) ?? '');
  if (!isCompiled(present) && words.join('\n') !== effectiveLines(present).join('\n'))
    throw fileExists(input, [`${posix.basename(output)} says other things, and no compiler has written it`]);
  return { source: input, input, output, complete: false };
}
