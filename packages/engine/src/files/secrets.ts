import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileUnreadable, secretsDirectory, type SecretWrite } from '@pydock/core';
import { ensureStateDirectory } from '../compose/lock';

/** A container's user, whoever that is, must read what is mounted; the closed directory keeps others of the host out. */
export const secretModes = { directory: 0o700, mounted: 0o644, own: 0o600 } as const;

/**
 * Writes secrets below the state directory. A mounted one keeps its inode, which containers hold on to.
 * @throws PydockError PYDOCK_FILE_UNREADABLE
 */
export async function writeSecrets(workspaceRoot: string, writes: readonly SecretWrite[]): Promise<void> {
  if (writes.length === 0) return;
  await ensureStateDirectory(workspaceRoot);
  await closeSecrets(workspaceRoot);
  for (const { file, text, mounted } of writes) {
    const path = join(workspaceRoot, file);
    const mode = mounted ? secretModes.mounted : secretModes.own;
    try {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text, { mode });
      // The mode of the call counts for a new file only, and less what the umask takes.
      await chmod(path, mode);
    } catch (error) {
      throw fileUnreadable(file, (error as Error).message);
    }
  }
}

/** Closes the directory of secrets to other users of the host. */
export async function closeSecrets(workspaceRoot: string): Promise<void> {
  const directory = join(workspaceRoot, secretsDirectory);
  await mkdir(directory, { recursive: true, mode: secretModes.directory });
  await chmod(directory, secretModes.directory);
}
