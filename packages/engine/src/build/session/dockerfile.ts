import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { BuildRequest } from '@pydock/core';
import type { SyncedDirectory, SyncedEntry } from './filesync';

/**
 * The `dockerfile` directory of a build: the Dockerfile alone. Its ignore file stays here, since the context is
 * filtered by it already, and an engine that knew it would send its patterns back in a header of limited size.
 */
export async function dockerfileDirectory(request: BuildRequest): Promise<SyncedDirectory> {
  const parents = parentsOf(request.dockerfile).map((path) => entry(path, 'directory', 0o755, 0, '', 0));
  const file = join(request.contextRoot, request.dockerfile);
  const [bytes, { mtimeMs }] = await Promise.all([readFile(file), stat(file)]);
  // Bytes that are no UTF-8 are not the text's own; any other difference is an edit, and must not be built.
  const expected = bytes.toString() === request.dockerfileText ? bytes : Buffer.from(request.dockerfileText);
  const sha256 = createHash('sha256').update(expected).digest('hex');
  return {
    root: request.contextRoot,
    entries: [...parents, entry(request.dockerfile, 'file', 0o644, expected.length, sha256, mtimeMs)],
  };
}

function parentsOf(path: string): string[] {
  const parent = posix.dirname(path);
  return parent === '.' ? [] : [...parentsOf(parent), parent];
}

const entry = (
  path: string,
  kind: SyncedEntry['kind'],
  mode: number,
  size: number,
  sha256: string,
  modified: number,
): SyncedEntry => ({ path, kind, mode, size, sha256, modified, link: '' });
