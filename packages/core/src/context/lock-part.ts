import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { type BuildTarget, lockUses } from '../dockerfile/lock-use';
import { type LockEntry, type LockFile, textOf } from '../python/lock-file';
import { directoryOf } from '../python/package-managers/uv-lock';
import { uvClosure, uvTexts } from '../python/package-managers/uv-closure';

const heading = (lockfile: string) =>
  `# What this service installs of ${lockfile}, with a hash of each entry. Written by \`nx sync\`, for \`nx affected\`.`;

/** Whether a text is that of such a file. */
export const isLockPart = (text: string): boolean => text.startsWith('# What this service installs of ');

/**
 * The part of a shared lock file that an image depends on: a line for each entry that its build installs from, and one for
 * what counts for all of them. Null where the image may depend on more than that, or where it can't be told.
 */
export function lockPart(dockerfile: string, lock: LockFile, build: BuildTarget): string | null {
  const uses = lockUses(dockerfile, lock.file, build);
  const texts = uses && textsOf(lock);
  if (!uses || !texts) return null;
  const base = posix.dirname(lock.file);
  const reached = new Set<LockEntry>();
  for (const { member, groups, extras } of uses) {
    const inLock =
      'directory' in member ? { directory: posix.relative(base, member.directory) || '.' } : member;
    const closure = uvClosure(lock, { member: inLock, groups, extras });
    if (!closure) return null;
    closure.forEach((entry) => reached.add(entry));
  }
  const lines = lock.packages
    .filter((entry) => reached.has(entry))
    .map((entry) => `${titleOf(entry)} ${texts.hashes.get(entry) ?? ''}`);
  return [heading(lock.file), `settings ${texts.settings}`, ...lines, ''].join('\n');
}

// `anyio 4.4.0`, or the directory of a local package.
const titleOf = ({ value }: LockEntry) =>
  `${textOf(value['name'])} ${directoryOf(value) ?? textOf(value['version'])}`;

interface Hashes {
  readonly settings: string;
  readonly hashes: ReadonlyMap<LockEntry, string>;
}

const hashed = new WeakMap<LockFile, Hashes | null>();

// All members of a workspace ask for the same.
function textsOf(lock: LockFile): Hashes | null {
  const known = hashed.get(lock);
  if (known !== undefined) return known;
  const texts = uvTexts(lock);
  const made = texts && {
    settings: hashOf(texts.settings),
    hashes: new Map([...texts.entries].map(([entry, text]) => [entry, hashOf(text)])),
  };
  hashed.set(lock, made);
  return made;
}

// Half of a SHA-256: short enough to be read in a diff, and no two texts share it.
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32);
