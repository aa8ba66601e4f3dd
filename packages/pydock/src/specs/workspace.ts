import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { type Tree, workspaceRoot } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { PydockError, type Failure } from '@pydock/core';
import { manifestOf } from '@pydock/core/projects/manifest-names';
import { onTestFinished, vi } from 'vitest';

/** An empty workspace in memory; generators are run from its root. */
export function emptyWorkspace(files: Readonly<Record<string, string>> = {}): Tree {
  vi.stubEnv('INIT_CWD', workspaceRoot);
  onTestFinished(() => void vi.unstubAllEnvs());
  const tree = createTreeWithEmptyWorkspace({ formatter: 'none' });
  for (const [path, text] of Object.entries(files)) tree.write(path, text);
  return tree;
}

/** Every file of a workspace that has changed, text by path. */
export const written = (tree: Tree): Record<string, string> =>
  Object.fromEntries(
    tree
      .listChanges()
      .map(({ path, content }): [string, string] => [path, content?.toString() ?? ''])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/** Of files, those that Nx gives createNodes. */
export const matchedFiles = (files: object): string[] =>
  Object.keys(files).filter(
    (file) =>
      manifestOf(file) !== null || ['Dockerfile', 'project.json', 'package.json'].includes(basename(file)),
  );

/** A workspace on disk, removed when the test ends. */
export async function workspaceOf(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'pydock-test-')));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return root;
}

/** The parts of the PydockError that a call ends with; anything else it does fails the test. */
export async function failureOf(call: () => unknown): Promise<Failure> {
  try {
    const value = await call();
    throw new Error(`nothing was thrown; it gave ${JSON.stringify(value)}`);
  } catch (error) {
    if (error instanceof PydockError) return error.failure;
    throw error;
  }
}

/** What a call writes to the standard output. */
export async function outputOf(call: () => unknown): Promise<string> {
  const lines: string[] = [];
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = ((text: string) => lines.push(text) > 0) as typeof process.stdout.write;
  try {
    await call();
  } finally {
    process.stdout.write = write;
  }
  return lines.join('');
}
