import type { Files } from '@pydock/core';
import { describe, expect, it } from 'vitest';
import { emptyWorkspace, failureOf, workspaceOf } from '../specs/workspace';
import { diskShelf, difference, refreshFiles, treeShelf, writeNewFiles } from './write';

describe('difference', () => {
  it.each([
    ['a\nb\nc\n', 'a\nb\nc', []],
    ['a\nb\nc', 'a\nx\nc', ['- b', '+ x']],
    ['a\nc', 'a\nb\nc\nd', ['+ b', '+ d']],
    ['a\nb\nc', 'c', ['- a', '- b']],
    ['a\nb\na', 'b\na\nb', ['- a', '+ b']],
    ['', 'a', ['- ', '+ a']],
    ['a\r\nb\r\n', 'a\nx\n', ['- b', '+ x']],
  ])('of %j and %j', (present, wanted, lines) => {
    expect(difference(present, wanted)).toEqual(lines);
  });
});

describe('writeNewFiles', () => {
  const files = new Map([
    ['a/one', '1\n'],
    ['a/two', '2\n2\n'],
  ]);

  it('writes what is not there, and leaves what is the same', () => {
    const tree = emptyWorkspace({ 'a/two': '2\r\n2\r\n' });
    writeNewFiles(tree, files);
    expect([tree.read('a/one', 'utf8'), tree.read('a/two', 'utf8')]).toEqual(['1\n', '2\r\n2\r\n']);
  });

  it('replaces what it wrote before, unless it was edited', async () => {
    const tree = emptyWorkspace({ 'a/one': '0\r\n', 'a/two': '2\nmine\n' });
    const outdated = new Map([
      ['a/one', '0\n'],
      ['a/two', '0\n'],
    ]);
    expect((await failureOf(() => writeNewFiles(tree, files, outdated))).place).toEqual({ file: 'a/two' });
    tree.write('a/two', '2\n2\n');
    writeNewFiles(tree, files, outdated);
    expect([tree.read('a/one', 'utf8'), tree.read('a/two', 'utf8')]).toEqual(['1\n', '2\n2\n']);
  });

  it('writes nothing where one differs', async () => {
    const tree = emptyWorkspace({ 'a/two': '2\nmine\n' });
    const failure = await failureOf(() => writeNewFiles(tree, files));
    expect(failure).toMatchObject({
      code: 'PYDOCK_FILE_EXISTS',
      place: { file: 'a/two' },
      quote: ['- mine', '+ 2'],
    });
    expect(tree.exists('a/one')).toBe(false);
  });
});

describe('refreshFiles', () => {
  const before = new Map([['a/Dockerfile', 'FROM a\nUSER 1\n']]);
  const now = new Map([['a/Dockerfile', 'FROM b\nUSER 1\n']]);

  it.each<[string | null, Files, string | null, string[]]>([
    ['FROM a\nUSER 1\n', now, 'FROM b\nUSER 1\n', []],
    ['FROM a\r\nUSER 1\r\n', now, 'FROM b\nUSER 1\n', []],
    ['FROM mine\n', now, 'FROM mine\n', ['a/Dockerfile']],
    // What pydock writes is the same as before: an edit is no news.
    ['FROM mine\n', before, 'FROM mine\n', []],
    [null, now, null, []],
  ])('makes of %j, now %j, %j on disk as in a tree', async (present, wanted, expected, edited) => {
    const files = present === null ? {} : { 'a/Dockerfile': present };
    const tree = emptyWorkspace(files);
    const root = await workspaceOf({ 'a/x': '', ...files });
    for (const shelf of [treeShelf(tree), diskShelf(root)]) {
      expect(refreshFiles(shelf, wanted, before)).toEqual(edited);
      expect(shelf.read('a/Dockerfile')).toBe(expected);
    }
  });
});
