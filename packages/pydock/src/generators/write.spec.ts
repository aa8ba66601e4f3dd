import { describe, expect, it } from 'vitest';
import { emptyWorkspace, failureOf } from '../specs/workspace';
import { difference, writeNewFiles } from './write';

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
