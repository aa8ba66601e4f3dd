import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { fileUnreadable, sizeLimitOf, type SourceTree, tooLarge, type TreeEntry } from '@pydock/core';

/**
 * The files of a workspace on disk. Nothing that lies outside it is ever there, not even through a link.
 * @param workspaceRoot absolute
 */
export function diskTree(workspaceRoot: string): SourceTree {
  const top = existsSync(workspaceRoot) ? realpathSync.native(workspaceRoot) : workspaceRoot;
  // The real path of what a path names; null where that is nothing, or outside the workspace.
  const resolve = (path: string): string | null => {
    try {
      const real = realpathSync.native(join(top, path));
      return real === top || real.startsWith(top.endsWith(sep) ? top : top + sep) ? real : null;
    } catch {
      return null;
    }
  };
  const kindOf = (path: string): TreeEntry['kind'] | null => {
    const real = resolve(path);
    const stats = real === null ? undefined : statSync(real, { throwIfNoEntry: false });
    return stats?.isFile() ? 'file' : stats?.isDirectory() ? 'directory' : null;
  };
  return {
    read: (path) => {
      const real = resolve(path);
      const stats = real === null ? undefined : statSync(real, { throwIfNoEntry: false });
      return real === null || !stats?.isFile() ? null : readSource(real, path, stats.size);
    },
    list: (directory) => {
      const real = resolve(directory);
      if (real === null || !statSync(real).isDirectory()) return [];
      return entriesOf(real, directory, kindOf);
    },
  };
}

function entriesOf(
  real: string,
  directory: string,
  kindOf: (path: string) => TreeEntry['kind'] | null,
): TreeEntry[] {
  let entries;
  try {
    entries = readdirSync(real, { withFileTypes: true });
  } catch (error) {
    throw fileUnreadable(directory, (error as Error).message);
  }
  const found = entries.flatMap((entry): TreeEntry[] => {
    const { name } = entry;
    if (entry.isFile()) return [{ name, kind: 'file' }];
    if (entry.isDirectory()) return [{ name, kind: 'directory' }];
    const kind = entry.isSymbolicLink() ? kindOf(posix.join(directory, name)) : null;
    return kind === null ? [] : [{ name, kind }];
  });
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

// Text in UTF-8; anything else is told of rather than misread.
function readSource(real: string, path: string, size: number): string {
  const bytes = readBytes(real, path, size);
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    throw fileUnreadable({ file: path, line: 1 }, 'it is UTF-16; save it as UTF-8');
  const zero = bytes.indexOf(0);
  if (zero !== -1) {
    const line = bytes.subarray(0, zero).toString('latin1').split('\n').length;
    throw fileUnreadable({ file: path, line }, 'it holds a NUL byte, so it is no text');
  }
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
}

function readBytes(real: string, path: string, size: number): Buffer {
  if (size > sizeLimitOf(path)) throw tooLarge(path, size);
  try {
    return readFileSync(real);
  } catch (error) {
    throw fileUnreadable(path, (error as Error).message);
  }
}
