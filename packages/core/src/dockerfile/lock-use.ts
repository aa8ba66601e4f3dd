import { posix } from 'node:path';
import { indexEnvFile } from './network-secrets';
import { type BuildStage, reachedStages } from './stages';

/** A `uv sync` that installs one member of a workspace from the lock file of all. */
export interface LockUse {
  /** Whom it installs: the project in a directory, relative to the workspace root, or the member of a name. */
  readonly member: { readonly directory: string } | { readonly name: string };
  /** Which of the member's own dependency groups may come along. */
  readonly groups: 'all' | 'all but dev' | 'none';
  /** The member's own extras that come along. */
  readonly extras: readonly string[];
}

/** What the stage is built with. */
export interface BuildTarget {
  readonly args: Readonly<Record<string, string>>;
  readonly target: string | null;
}

/**
 * How a build uses a lock file that several projects share, if all that it does with it is to install members from it;
 * null where the image may depend on anything else in the file, or where that can't be told: it is copied, a step that
 * is no plain `uv sync --frozen` sees it, no step does.
 * @param lockfile relative to the context root
 */
export function lockUses(
  text: string,
  lockfile: string,
  { args, target }: BuildTarget,
): readonly LockUse[] | null {
  // Another frontend, or another escape character, may read the file as something else.
  if (/^\s*#\s*(escape|syntax)\s*=/im.test(text) || 'BUILDKIT_SYNTAX' in args) return null;
  const uses: LockUse[] = [];
  for (const stage of reachedStages(text, args, target)) {
    const found = usesOf(stage, lockfile, args);
    if (found === null) return null;
    uses.push(...found);
  }
  return uses.length === 0 ? null : uses;
}

function usesOf(
  { instructions, workdir: inherited }: BuildStage,
  lockfile: string,
  args: BuildTarget['args'],
): LockUse[] | null {
  const uses: LockUse[] = [];
  let workdir = inherited;
  for (const { keyword, rest } of instructions) {
    if (keyword === 'ONBUILD' || (keyword === 'SHELL' && !isPlainShell(rest))) return null;
    if (keyword === 'WORKDIR') workdir = posix.resolve(workdir, rest.replace(/^"(.*)"$/, '$1'));
    if (['ENV', 'ARG'].includes(keyword) && !isHarmless(rest)) return null;
    if (['COPY', 'ADD'].includes(keyword) && mayCopy(rest, lockfile)) return null;
    if (keyword !== 'RUN') continue;
    const mounts = bindMounts(rest);
    if (mounts === null) return null;
    if (!mounts.some(({ source }) => holds(source, lockfile))) continue;
    const found = mounts.some(({ source }) => source !== lockfile && holds(source, lockfile))
      ? null
      : installs(rest, workdir, mounts);
    if (found === null) return null;
    uses.push(...found);
  }
  return Object.keys(args).every((name) => isHarmless(name)) ? uses : null;
}

// The shell of the steps that pydock writes: it reads a file of index variables, and then does as it is told.
const isPlainShell = (rest: string) => /^\[\s*"\/bin\/bash"\s*,\s*"-c"\s*\]$/.test(rest.trim());
const shellFile = `BASH_ENV=${indexEnvFile}`;

// Variables of uv that leave open neither the project nor what of it is installed.
const harmless =
  /^UV_(CACHE_DIR|COMPILE_BYTECODE|CONCURRENT_\w+|DEFAULT_INDEX|EXTRA_INDEX_URL|HTTP_TIMEOUT|INDEX|INDEX_URL|LINK_MODE|NATIVE_TLS|NO_CACHE|NO_PROGRESS|PROJECT_ENVIRONMENT|PYTHON|PYTHON_DOWNLOADS|SYSTEM_CERTS)$/;
const isHarmless = (rest: string) =>
  (!rest.includes('BASH_ENV') || rest.trim() === shellFile) &&
  [...rest.matchAll(/\b(UV_\w+)/g)].every(([, name = '']) => harmless.test(name));

const normalised = (path: string) => posix.normalize(path.replace(/^\/+/, '') || '.').replace(/(.)\/$/, '$1');
const holds = (source: string, file: string) =>
  source === '.' || source === file || file.startsWith(`${source}/`);

// True where a COPY or ADD from the context takes the file, or might.
function mayCopy(rest: string, file: string): boolean {
  if (/^(?:--\S+\s+)*--from=/.test(rest)) return false;
  const paths = rest.replace(/^(?:--\S+\s+)*/, '');
  if (/[*?[\]$"'\\<]/.test(paths)) return true;
  return paths
    .split(/\s+/)
    .slice(0, -1)
    .some((source) => holds(normalised(source), file));
}

interface BindMount {
  readonly source: string;
  readonly target: string;
}

// What of the context a RUN mounts; null where that can't be told.
function bindMounts(rest: string): BindMount[] | null {
  const flags = /^(?:--\S+\s+)*/.exec(rest)?.[0] ?? '';
  const found: BindMount[] = [];
  for (const [, options = ''] of flags.matchAll(/--mount=(\S*)/g)) {
    const fields = new Map(options.split(',').map((each) => each.split('=', 2) as [string, string]));
    const field = (...names: string[]) =>
      names.map((name) => fields.get(name)).find((each) => each !== undefined);
    if ((fields.get('type') ?? 'bind') !== 'bind' || fields.has('from')) continue;
    if (/[$"'\\]/.test(options)) return null;
    found.push({
      source: normalised(field('source', 'src') ?? '.'),
      target: field('target', 'dst', 'destination') ?? '/',
    });
  }
  return found;
}

const valueless =
  /^(--frozen|--no-dev|--no-default-groups|--no-install-(local|project|workspace)|--no-editable|--inexact|--refresh|--no-cache|--no-progress|--compile-bytecode|--quiet|-q|--verbose|-v)$/;
const valued = /^--(package|link-mode|python|cache-dir|extra|group|no-group)$/;

// The commands of a step, all of which must be plain: `uv sync --frozen …`, and `uv pip install …`, which reads no lock file.
function installs(rest: string, workdir: string, mounts: readonly BindMount[]): LockUse[] | null {
  const uses: LockUse[] = [];
  for (const command of rest.replace(/^(?:--\S+\s+)*/, '').split('&&')) {
    if (/[^\w\s./=:@+,[\]~-]/.test(command)) return null;
    const [tool, verb, ...words] = command.trim().split(/\s+/);
    if (tool === 'uv' && verb === 'pip' && isPlainInstall(words)) continue;
    const use = tool === 'uv' && verb === 'sync' ? syncOf(words, workdir, mounts) : null;
    if (use === null) return null;
    uses.push(use);
  }
  return uses;
}

// `install --python /app/.venv gunicorn==27.0.1`: packages by name.
const isPlainInstall = ([verb, ...words]: readonly string[]) =>
  verb === 'install' &&
  words.every((word, index) => /^\w/.test(word) || word === '--python' || words[index - 1] === '--python');

function syncOf(words: readonly string[], workdir: string, mounts: readonly BindMount[]): LockUse | null {
  const flags = new Map<string, string>();
  const extras: string[] = [];
  const groups: string[] = [];
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [name = '', value] = word.split('=', 2);
    if (valueless.test(word)) flags.set(word, '');
    else if (valued.test(name)) {
      const given = value ?? rest.shift() ?? '';
      flags.set(name, given);
      if (name === '--extra') extras.push(given);
      if (name === '--group') groups.push(given);
    } else return null;
  }
  if (!flags.has('--frozen')) return null;
  const name = flags.get('--package');
  const directory = projectAt(workdir, mounts);
  const member = name !== undefined ? { name } : directory === null ? null : { directory };
  return member && { member, groups: groupsOf(flags, groups), extras };
}

// Which of them are default groups only the manifest tells; what is left out stays left out, whatever else is asked for.
function groupsOf(flags: ReadonlyMap<string, string>, asked: readonly string[]): LockUse['groups'] {
  if (flags.has('--no-dev'))
    return flags.has('--no-default-groups') && asked.length === 0 ? 'none' : 'all but dev';
  return flags.has('--no-default-groups') && asked.length === 0 ? 'none' : 'all';
}

// The directory of the context whose manifest lies where the step runs.
function projectAt(workdir: string, mounts: readonly BindMount[]): string | null {
  const at = (path: string) =>
    mounts.find(({ target }) => posix.resolve(workdir, target) === posix.resolve(workdir, path))?.source;
  const manifest = at('pyproject.toml');
  return (manifest === undefined ? at('.') : posix.dirname(manifest)) ?? null;
}
