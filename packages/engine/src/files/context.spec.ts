import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFile, chmod, mkdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { directoryOf, fill, withoutRights } from '../specs/directory';
import { failureOf } from '../specs/failures';
import { readContext } from './context';

const paths = async (root: string, roots: string[], ignoreFile: string | null = '') =>
  (await readContext(root, { roots, ignoreFile })).map(({ path }) => path);

describe('readContext', () => {
  it('has the entries below the roots, with kind, mode, size and hash', async () => {
    const root = await directoryOf({ 'apps/api/app.py': 'app', 'apps/web/app.py': '', 'README.md': '' });
    await chmod(join(root, 'apps/api/app.py'), 0o640);
    await chmod(join(root, 'apps'), 0o755);
    await utimes(join(root, 'apps/api/app.py'), new Date(5000), new Date(5000));
    const entries = await readContext(root, { roots: ['apps/api'], ignoreFile: '' });
    expect(entries.map(({ path, kind }) => `${kind} ${path}`)).toEqual([
      'directory apps',
      'directory apps/api',
      'file apps/api/app.py',
    ]);
    expect(entries[0]).toMatchObject({ mode: 0o755, size: 0, sha256: '' });
    expect(entries[2]).toEqual({
      path: 'apps/api/app.py',
      kind: 'file',
      mode: 0o640,
      size: 3,
      link: '',
      modified: 5000,
      sha256: 'a172cedcae47474b615c54d510a5d84a8dea3032e958587430b413538be3f333',
    });
  });

  it('takes the ignore rules of docker, with exceptions and parents of what is let in again', async () => {
    const files = [
      'a/app.py',
      'a/notes.md',
      'a/keep.md',
      'a/tests/t.py',
      'a/tests/data/one.json',
      'a/b/x.log',
    ];
    const root = await directoryOf(Object.fromEntries(files.map((file) => [file, ''])));
    const rules = '# comment\n*/*.md\n!a/keep.md\na/tests\n!a/tests/data/one.json\n**/*.log\n';
    expect(await paths(root, ['a'], rules)).toEqual([
      'a',
      'a/app.py',
      'a/b',
      'a/keep.md',
      'a/tests',
      'a/tests/data',
      'a/tests/data/one.json',
    ]);
  });

  it('leaves out what no image should hold where there is no ignore file', async () => {
    const files = [
      'a/app.py',
      'a/.env',
      'a/.venv/x',
      'a/__pycache__/x.pyc',
      'a/node_modules/x',
      'a/Dockerfile',
    ];
    const root = await directoryOf(Object.fromEntries(files.map((file) => [file, ''])));
    expect(await paths(root, ['a'], null)).toEqual(['a', 'a/app.py']);
  });

  it('has links as links, dangling ones and those to directories too', async () => {
    const root = await directoryOf({ 'a/one/file': 'x' });
    await symlink('one', join(root, 'a/to-directory'));
    await symlink('nowhere/at all', join(root, 'a/dangling'));
    await symlink('/etc/passwd', join(root, 'a/outside'));
    const entries = await readContext(root, { roots: ['a'], ignoreFile: '' });
    const links = entries.filter(({ kind }) => kind === 'link');
    expect(links.map(({ path, link, sha256 }) => [path, link, sha256])).toEqual([
      ['a/dangling', 'nowhere/at all', ''],
      ['a/outside', '/etc/passwd', ''],
      ['a/to-directory', 'one', ''],
    ]);
    expect(entries.map(({ path }) => path)).not.toContain('a/to-directory/file');
  });

  it('takes any name that a file can have', async () => {
    const names = ['a b.txt', 'line\nbreak.txt', 'ünï-日本.txt', '$x "quoted" \'y\'.txt', '-rf', '[x].txt'];
    const root = await directoryOf(Object.fromEntries(names.map((name) => [`a/${name}`, name])));
    expect((await paths(root, ['a'])).slice(1).sort()).toEqual(names.map((name) => `a/${name}`).sort());
  });

  it('leaves out pipes and sockets', async () => {
    const root = await directoryOf({ 'a/file': '' });
    execFileSync('mkfifo', [join(root, 'a/pipe')]);
    const server = createServer().listen(join(root, 'a/socket'));
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.once('listening', resolve));
    expect(await paths(root, ['a'])).toEqual(['a', 'a/file']);
  });

  it('is in path-component order, as the engine walks', async () => {
    const root = await directoryOf({
      'a/b/z': '',
      'a/b.txt': '',
      'a/b-c/x': '',
      'a/B': '',
      'a/é': '',
      'a/b/a': '',
    });
    expect(await paths(root, ['a'])).toEqual([
      'a',
      'a/B',
      'a/b',
      'a/b/a',
      'a/b/z',
      'a/b-c',
      'a/b-c/x',
      'a/b.txt',
      'a/é',
    ]);
  });

  it('has each entry once, whatever the order and nesting of the roots', async () => {
    const root = await directoryOf({ 'a/b/x': '', 'libs/c/y': '' });
    const expected = ['a', 'a/b', 'a/b/x', 'libs', 'libs/c', 'libs/c/y'];
    expect(await paths(root, ['a', 'a/b', 'a', 'libs/c'])).toEqual(expected);
    expect(await paths(root, ['libs/c', 'a/b', 'a'])).toEqual(expected);
  });

  it('takes the workspace root, and a single file', async () => {
    const root = await directoryOf({ 'a/x': '', 'uv.lock': '', '.git/HEAD': '', 'node_modules/m/i.js': '' });
    expect(await paths(root, ['.'])).toEqual(['a', 'a/x', 'uv.lock']);
    expect(await paths(root, ['a', 'uv.lock'])).toEqual(['a', 'a/x', 'uv.lock']);
  });

  it('leaves out the project.json of Nx, and caches, unless the ignore file or a root names them', async () => {
    const files = ['a/app.py', 'a/project.json', 'a/node_modules/m.js', 'a/.venv/x', 'b/.venv/y'];
    const root = await directoryOf(Object.fromEntries(files.map((file) => [file, ''])));
    const found = async (roots: string[], rules: string) =>
      (await readContext(root, { roots, ignoreFile: rules })).flatMap(({ path, kind }) =>
        kind === 'file' ? [path] : [],
      );
    expect(await found(['.'], '')).toEqual(['a/app.py', 'a/project.json']);
    expect(await found(['a'], '')).toEqual(['a/app.py']);
    expect(await found(['a', 'a/project.json', 'b/.venv'], '')).toEqual([
      'a/app.py',
      'a/project.json',
      'b/.venv/y',
    ]);
    const named = '**\n!a/app.py\n!a/project.json\n!a/node_modules/m.js\n!a/.venv';
    expect(await found(['a', 'b'], named)).toEqual([
      'a/.venv/x',
      'a/app.py',
      'a/node_modules/m.js',
      'a/project.json',
    ]);
  });

  it('has nothing for a root that is not there', async () => {
    const root = await directoryOf({ 'a/x': '' });
    expect(await paths(root, ['b', 'a/x/y'])).toEqual([]);
  });

  it('names a file that it may not read, unless it is left out', async () => {
    const root = await directoryOf({ 'a/secret.txt': 's', 'a/app.py': '' });
    await chmod(root, 0o755);
    await chmod(join(root, 'a/secret.txt'), 0);
    const failure = await failureOf(() => withoutRights(() => paths(root, ['a'])));
    expect(failure).toMatchObject({ code: 'PYDOCK_FILE_UNREADABLE', place: { file: 'a/secret.txt' } });
    expect(await withoutRights(() => paths(root, ['a'], '**/secret.txt'))).toEqual(['a', 'a/app.py']);
  });

  it('names a directory that it may not read', async () => {
    const root = await directoryOf({ 'a/closed/x': '', 'a/app.py': '' });
    await chmod(root, 0o755);
    await chmod(join(root, 'a/closed'), 0);
    const failure = await failureOf(() => withoutRights(() => paths(root, ['a'])));
    await chmod(join(root, 'a/closed'), 0o755);
    expect(failure).toMatchObject({ code: 'PYDOCK_FILE_UNREADABLE', place: { file: 'a/closed' } });
  });

  it('does without files that come and go while it reads', async () => {
    const root = await directoryOf({ 'a/app.py': 'x' });
    let stop = false;
    const churn = (async () => {
      for (let round = 0; !stop; round++) {
        const directory = join(root, `a/t${round % 3}`);
        await mkdir(directory, { recursive: true });
        await writeFile(join(directory, 'x'), String(round));
        await rm(directory, { recursive: true });
      }
    })();
    for (let round = 0; round < 200; round++) expect(await paths(root, ['a'])).toContain('a/app.py');
    stop = true;
    await churn;
  });

  it('tells the size of the very bytes that it hashed, of a file that grows as well', async () => {
    const root = await directoryOf({ 'a/log': '' });
    let stop = false;
    const growth = (async () => {
      while (!stop) await appendFile(join(root, 'a/log'), 'x'.repeat(997));
    })();
    for (let round = 0; round < 100; round++) {
      const log = (await readContext(root, { roots: ['a'], ignoreFile: '' })).find(
        ({ path }) => path === 'a/log',
      );
      expect(log?.sha256).toBe(
        createHash('sha256')
          .update('x'.repeat(log?.size ?? -1))
          .digest('hex'),
      );
    }
    stop = true;
    await growth;
  });

  it('reads a thousand files', async () => {
    const names = Array.from({ length: 1000 }, (_, index) => `a/d${index % 40}/f${index}`);
    const root = await directoryOf();
    await fill(root, Object.fromEntries(names.map((name) => [name, name])));
    const files = (await readContext(root, { roots: ['a'], ignoreFile: '' })).filter(
      ({ kind }) => kind === 'file',
    );
    expect(new Set(files.map(({ sha256 }) => sha256)).size).toBe(1000);
  });
});
