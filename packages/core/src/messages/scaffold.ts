import { posix } from 'node:path';
import { commandLine, formatPlace, type Place, PydockError } from '../errors';

export const pythonTooOld = (version: string, oldest: string) =>
  new PydockError({
    code: 'PYDOCK_PYTHON_VERSION_INVALID',
    what: `no service can be scaffolded for Python ${version}`,
    why: `what it installs is pinned to versions that need Python ${oldest} or newer`,
    todo: `give --pythonVersion=${oldest} or a newer one`,
    place: commandLine('pythonVersion'),
  });

/** What is said where a new service is not locked, with the reason; a workspace may have a lock file that lacks it. */
export const notLocked = (root: string, command: string, why: string, lockfile: string | null): string =>
  [
    lockfile === null
      ? `Not locked: ${why}. Until it is, each build chooses the versions of what your packages need.`
      : `Not locked: ${why}. ${lockfile} does not know ${root} yet, and no build will succeed before it does.`,
    `Lock it:   cd ${root} && ${command}`,
    `           nx g pydock:dockerize ${root}   (the Dockerfile then installs what is locked)`,
  ].join('\n');

export const toolMissing = (tool: string) => `${tool} is not installed here`;
export const lockSkipped = '--skipLock was given';
export const lockCommandFailed = (command: string, lastLine: string) =>
  `\`${command}\` failed${lastLine === '' ? '' : ` (${lastLine})`}`;

/** What is said of a new project in the directory of a uv workspace that does not list it. */
export const notAMember = (root: string, workspaceRoot: string, members: Place): string =>
  `The uv workspace of ${posix.join(workspaceRoot, 'pyproject.toml')} does not list ${root} (${formatPlace(members)}): it has a lock file of its own. To share one, add it to members, delete ${posix.join(root, 'uv.lock')}, and lock again.`;
