import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Applied } from '@pydock/core';
import { ensureStateDirectory, stateDirectory } from './lock';

const file = (workspaceRoot: string) => join(workspaceRoot, stateDirectory, 'applied.json');

/** What each container was last started with; empty where nothing is recorded or the record is unreadable. */
export async function readApplied(workspaceRoot: string): Promise<Applied> {
  try {
    const record: unknown = JSON.parse(await readFile(file(workspaceRoot), 'utf8'));
    return typeof record === 'object' && record !== null && !Array.isArray(record) ? (record as Applied) : {};
  } catch {
    return {};
  }
}

/** Replaces the record as a whole: a reader sees the old one or the new one. */
export async function writeApplied(workspaceRoot: string, applied: Applied): Promise<void> {
  await ensureStateDirectory(workspaceRoot);
  const beside = `${file(workspaceRoot)}.${process.pid}`;
  await writeFile(beside, JSON.stringify(applied));
  await rename(beside, file(workspaceRoot));
}
