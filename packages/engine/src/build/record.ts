import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildRecord, readBuildRecord } from '@pydock/core';
import { ensureStateDirectory, stateDirectory } from '../compose/lock';
import { readText } from '../files/read';

const directory = 'builds';

/** What a service's image was last built from; null where nothing is recorded, or nothing that can be read. */
export async function readLastBuild(workspaceRoot: string, service: string): Promise<BuildRecord | null> {
  const file = join(workspaceRoot, stateDirectory, directory, `${service}.json`);
  return readBuildRecord(await readText(file).catch(() => null));
}

/** Replaces the record as a whole. It serves to explain alone: where it can't be written, the build is none the worse. */
export async function writeLastBuild(
  workspaceRoot: string,
  service: string,
  record: BuildRecord,
): Promise<void> {
  try {
    const builds = join(await ensureStateDirectory(workspaceRoot), directory);
    await mkdir(builds, { recursive: true });
    const beside = join(builds, `${service}.${randomUUID()}`);
    await writeFile(beside, JSON.stringify(record));
    await rename(beside, join(builds, `${service}.json`));
  } catch {
    return;
  }
}
