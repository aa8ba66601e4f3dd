import { readFile } from 'node:fs/promises';
import { fileUnreadable } from '@pydock/core';

/**
 * The text of a file; null where there is none.
 * @throws PydockError PYDOCK_FILE_UNREADABLE
 */
export async function readText(file: string, shownAs = file): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw fileUnreadable(shownAs, message);
  }
}
