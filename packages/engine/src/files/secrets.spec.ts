import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { directoryOf } from '../specs/directory';
import { codeOf } from '../specs/failures';
import { writeSecrets } from './secrets';

const write = (file: string, text: string, mounted = true) => ({
  file,
  text,
  mounted,
  cause: '',
  readers: [],
});
const modeOf = async (...path: string[]) => ((await stat(join(...path))).mode & 0o777).toString(8);

describe('writeSecrets', () => {
  it('lets containers read what is mounted, and nobody else of the host', async () => {
    const root = await directoryOf();
    const before = process.umask(0o077);
    try {
      await writeSecrets(root, [
        write('.pydock/secrets/db/password', 'x'),
        write('.pydock/secrets/db/connection.env', 'A=x', false),
      ]);
    } finally {
      process.umask(before);
    }
    expect(await modeOf(root, '.pydock/secrets')).toBe('700');
    expect(await modeOf(root, '.pydock/secrets/db/password')).toBe('644');
    expect(await modeOf(root, '.pydock/secrets/db/connection.env')).toBe('600');
    expect(await readFile(join(root, '.pydock/.gitignore'), 'utf8')).toBe('*\n');
  });

  it('writes into a file that containers hold on to', async () => {
    const root = await directoryOf();
    const file = '.pydock/secrets/db/connection/DB_URL';
    await writeSecrets(root, [write(file, 'long before')]);
    const { ino } = await stat(join(root, file));
    await writeSecrets(root, [write(file, 'after')]);
    expect((await stat(join(root, file))).ino).toBe(ino);
    expect(await readFile(join(root, file), 'utf8')).toBe('after');
  });

  it('says which file it could not write', async () => {
    const root = await directoryOf({ '.pydock/secrets/db': 'a file' });
    expect(await codeOf(() => writeSecrets(root, [write('.pydock/secrets/db/password', 'x')]))).toBe(
      'PYDOCK_FILE_UNREADABLE',
    );
  });

  it('makes nothing where there is nothing to write', async () => {
    const root = await directoryOf();
    await writeSecrets(root, []);
    await expect(stat(join(root, '.pydock'))).rejects.toThrow();
  });
});
