import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { BuildRequest } from '@pydock/core';
import type { SyncedDirectory, SyncedEntry } from './filesync';

/**
 * The `dockerfile` directory of a build: the Dockerfile alone. Its ignore file stays here, since the context is
 * filtered by it already, and an engine that knew it would send its patterns back in a header of limited size.
 */
export async function dockerfileDirectory(request: BuildRequest): Promise<SyncedDirectory> {
  const parents = parentsOf(request.dockerfile).map((path) => entry(path, 'directory', 0o755, 0, '', 0));
  const size = Buffer.byteLength(request.dockerfileText);
  const sha256 = createHash('sha256').update(request.dockerfileText).digest('hex');
  const { mtimeMs } = await stat(join(request.contextRoot, request.dockerfile));
  return {
    root: request.contextRoot,
    entries: [...parents, entry(request.dockerfile, 'file', 0o644, size, sha256, mtimeMs)],
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
