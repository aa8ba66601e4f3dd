import { readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { directoryOf } from '../specs/directory';
import { failureOf } from '../specs/failures';
import { readContext } from './context';

const latin = (text: string) => Buffer.from(text, 'latin1');

// File systems of macOS and Windows have no such names at all.
describe.runIf(process.platform === 'linux')('a name that is no UTF-8', () => {
  it('is told, since the engine can not be told of it, unless it is left out', async () => {
    const root = await directoryOf({ 'src/a.py': '' });
    await writeFile(Buffer.concat([Buffer.from(`${root}/src/`), latin('caf\xe9.txt')]), 'x');
    expect(await failureOf(() => readContext(root, { roots: ['src'], ignoreFile: '' }))).toMatchObject({
      code: 'PYDOCK_FILE_UNREADABLE',
      what: "src/caf\uFFFD.txt can't go into an image",
    });
    const entries = await readContext(root, { roots: ['src'], ignoreFile: 'src/*.txt' });
    expect(entries.map(({ path }) => path)).toEqual(['src', 'src/a.py']);
  });

  it('is told of a link that leads to it', async () => {
    const root = await directoryOf({ 'src/a.py': '' });
    await symlink(latin('caf\xe9'), join(root, 'src', 'link'));
    const { what, why } = await failureOf(() => readContext(root, { roots: ['src'], ignoreFile: '' }));
    expect(what).toContain('src/link');
    expect(why).toContain('what it links to');
  });

  it('is not seen in one that has the very character that stands for it', async () => {
    const root = await directoryOf({ 'src/caf\uFFFD.txt': 'x' });
    await symlink('caf\uFFFD.txt', join(root, 'src', 'link'));
    expect(await readdir(join(root, 'src'))).toHaveLength(2);
    const entries = await readContext(root, { roots: ['src'], ignoreFile: '' });
    expect(entries.map(({ path }) => path)).toEqual(['src', 'src/caf\uFFFD.txt', 'src/link']);
  });
});
