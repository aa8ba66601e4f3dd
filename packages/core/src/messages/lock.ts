import { commandLine, PydockError } from '../errors';

/** The command that pins all that a project installs. */
export const lockCommand = (root: string, day?: string): string =>
  `nx g pydock:lock ${root}${day === undefined ? '' : ` --as-of=${day}`}`;

/** A warning: packages are pinned, and what they depend on is not. */
export const unpinnedDependencies = (
  missing: readonly string[],
  parents: readonly string[],
  root: string,
): string =>
  `${missing.join(', ')} ${are(missing)} not pinned, though ${parents.join(', ')} ${are(parents)}: ` +
  `every build takes the newest, which need not go with it. Pin all: ${lockCommand(root)}`;

const are = (names: readonly string[]) => (names.length === 1 ? 'is' : 'are');

/** What to do about an unpinned package that no longer has what a pinned one wants of it. */
export const unpinnedAtFault = (name: string, parent: string | null, root: string): string =>
  [
    `pin ${name}, of which the newest was installed, and which ${parent ?? 'what is pinned'} does not go with;`,
    'this pins all, as of the day on which that came out:',
    `  ${lockCommand(root)}`,
    'or name a version of it in the requirements',
  ].join('\n');

/** The same where it is no pinned package that wants it: which day was a good one, only the user knows. */
export const unpinnedRequirementAtFault = (name: string, place: string, root: string): string =>
  [
    `pin ${name}, which ${place} leaves open: the newest was installed, and the code does not go with it;`,
    'this pins all, as of a day on which it worked:',
    `  ${lockCommand(root, 'YYYY-MM-DD')}`,
    'or name a version of it in the requirements',
  ].join('\n');

const ownLocks: Readonly<Record<string, string>> = {
  uv: 'uv lock',
  poetry: 'poetry lock',
  pdm: 'pdm lock',
  pipenv: 'pipenv lock',
};

export const lockUnsuitable = (root: string, manager: string) =>
  new PydockError({
    code: 'PYDOCK_LOCK_UNSUITABLE',
    what: `${root} has no requirements file to pin`,
    why:
      manager === 'pip'
        ? 'pip has no lock file for what pyproject.toml or setup.py list; it has one form of a pin, a requirements file'
        : `it is installed by ${manager}, which has a lock file of its own`,
    todo:
      manager === 'pip'
        ? 'write what it needs into requirements.txt ("." for the project itself), and run this again; or go over to uv: uv lock'
        : `run ${ownLocks[manager] ?? `${manager} lock`} in ${root}`,
    place: { file: root },
  });

export const lockFailed = (file: string, log: readonly string[]) =>
  new PydockError({
    code: 'PYDOCK_LOCK_FAILED',
    what: `${file} could not be resolved`,
    why:
      log.find((line) => /^error: |^ +× /.test(line))?.replace(/^error: |^ +× |:$/g, '') ??
      'uv says why, below',
    todo: 'mend the requirement that it names, or choose another day: --as-of=YYYY-MM-DD, --as-of=today; nothing was written',
    place: { file },
    quote: log.slice(-30),
  });

export const uploadTimesMissing = (names: readonly string[], root: string) =>
  new PydockError({
    code: 'PYDOCK_UPLOAD_TIMES_MISSING',
    what: `when ${names.join(', ')} came out can't be told`,
    why: 'the package index gives no upload times (PEP 700), and without them no day can be suggested',
    todo:
      `choose the day, with an index that gives upload times (UV_DEFAULT_INDEX=…): ${lockCommand(root, 'YYYY-MM-DD')}\n` +
      `or take what is newest now: ${lockCommand(root, 'today')}`,
    place: commandLine('as-of'),
  });

export const uvMissing = (version: string, log: readonly string[]) =>
  new PydockError({
    code: 'PYDOCK_UV_MISSING',
    what: 'uv, which resolves the packages, is not installed',
    why: `it is neither on the PATH nor a module of python3, and pip could not fetch uv ${version}`,
    todo: 'install it: pipx install uv, or python3 -m pip install uv, or see https://docs.astral.sh/uv/',
    quote: log.slice(-10),
  });
