import { describe, expect, it } from 'vitest';
import { neverInImage } from '../dockerfile/dockerignore';
import { codeOf } from '../specs/failures';
import { random, shuffled } from '../specs/random';
import { comparePaths, contextFilter, contextSelection } from './select';

const admitted = (ignoreFile: string | null, paths: readonly string[], roots = ['.']) =>
  paths.filter(contextFilter({ roots, ignoreFile }));

describe('contextFilter, roots', () => {
  const paths = [
    'apps/api/app.py',
    'apps/api',
    'apps/api2/app.py',
    'apps',
    'libs/a/x.py',
    'libs/b/x.py',
    'uv.lock',
  ];

  it.each([
    [['.'], paths],
    [['apps/api'], ['apps/api/app.py', 'apps/api']],
    [
      ['apps/api', 'libs/a'],
      ['apps/api/app.py', 'apps/api', 'libs/a/x.py'],
    ],
    [
      ['apps/api', 'uv.lock'],
      ['apps/api/app.py', 'apps/api', 'uv.lock'],
    ],
    [[], []],
  ])('%j', (roots, expected) => {
    expect(admitted('', paths, roots)).toEqual(expected);
  });
});

describe('contextFilter, without an ignore file', () => {
  it('leaves out what no image should hold', () => {
    const paths = [
      'app.py',
      '.env',
      '.env.local',
      '.env.example',
      'a/.venv/x',
      'a/b.pyc',
      'Dockerfile',
      'x.key',
    ];
    expect(admitted(null, paths)).toEqual(['app.py', '.env.example']);
  });

  it('lets all of that in where there is an ignore file, even an empty one', () => {
    expect(admitted('', ['.env', 'x.key'])).toEqual(['.env', 'x.key']);
  });
});

// The examples of Docker's documentation and of its own tests, and what tends to go wrong.
describe('contextFilter, Docker’s rules', () => {
  it.each([
    ['*/temp*', 'a/temp.txt a/tempdir/x temp.txt a/b/temp', 'temp.txt a/b/temp'],
    ['*/*/temp*', 'a/b/temp a/temp a/b/c/temp', 'a/temp a/b/c/temp'],
    ['temp?', 'tempa tempb temp tempab a/tempa', 'temp tempab a/tempa'],
    ['**/*.go', 'x.go a/x.go a/b/x.go x.gox', 'x.gox'],
    ['*.md\n!README.md', 'a.md README.md b/c.md', 'README.md b/c.md'],
    [
      '*.md\n!README*.md\nREADME-secret.md',
      'a.md README.md README-secret.md README-x.md',
      'README.md README-x.md',
    ],
    ['*.md\nREADME-secret.md\n!README*.md', 'a.md README-secret.md', 'README-secret.md'],
    ['**\n!apps/api', 'apps/api apps/api/x apps/api/y/z apps apps/x x', 'apps/api apps/api/x apps/api/y/z'],
    ['*\n!apps/api', 'apps/api/x apps/web/x x', 'apps/api/x'],
    ['docs\n!docs/keep.md', 'docs docs/a.md docs/keep.md', 'docs/keep.md'],
    ['docs/**\n!docs/keep', 'docs/a docs/keep/b docs', 'docs/keep/b docs'],
    ['docs', 'docs docs/a docs/a/b docsx a/docs', 'docsx a/docs'],
    ['docs/', 'docs docs/a docsx', 'docsx'],
    ['/docs', 'docs/a a/docs', 'a/docs'],
    ['/docs/', 'docs/a a/docs', 'a/docs'],
    ['./docs', 'docs/a a/docs', 'a/docs'],
    ['a/../docs', 'docs/a a/x', 'a/x'],
    ['  docs  ', 'docs/a x', 'x'],
    ['# docs', 'docs #docs', 'docs #docs'],
    ['\n\n  \ndocs\r\nsrc\r\n', 'docs/a src/a x', 'x'],
    ['**/docs', 'docs a/docs a/b/docs/c', ''],
    ['**/docs/**', 'docs/a a/docs/b docs', 'docs'],
    ['a/**/b', 'a/b a/x/b a/x/y/b a/bc', 'a/bc'],
    ['**', 'a a/b', ''],
    ['.', 'a a/b', 'a a/b'],
    ['!', 'a', 'a'],
    ['! docs\nx', 'docs x', 'docs'],
    ['[a-c].txt', 'a.txt c.txt d.txt', 'd.txt'],
    ['[^a].txt', 'a.txt b.txt', 'a.txt'],
    ['a\\*b', 'a*b axb', 'axb'],
    ['a.b', 'a.b axb', 'axb'],
    ['a$', 'a$ a', 'a'],
    ['Docs', 'docs Docs', 'docs'],
    ['**.md', 'a.md b/c.md .md a.mdx', 'a.mdx'],
    ['a**', 'a ab/c b/a', 'b/a'],
    ['a/b\n!a', 'a/b/x a/c', 'a/c'],
    ['**/a**\n!**b', 'b/x b/a/x ab', 'b/x ab'],
    ['a\n!a/b\na*', 'a/b/x a/x', 'a/b/x'],
    ['*.py[cod]', 'a.pyc a.pyd a.py', 'a.py'],
  ])('%j', (ignoreFile, paths, expected) => {
    expect(admitted(ignoreFile, paths.split(' ')).join(' ')).toBe(expected);
  });

  it('takes a byte order mark off', () => {
    expect(admitted('\uFEFFdocs', ['docs', 'x'])).toEqual(['x']);
  });

  it.each(['c++', 'x^y', '^a', 'a(1)', 'a(', 'a|b', '{a,b}', 'a{2}', '+', 'a+b/x'])(
    'takes %j as it is: these characters have no meaning',
    (pattern) => {
      expect(admitted(pattern, [pattern, `${pattern}/y`, 'aa', 'a', 'b', 'cc'])).toEqual([
        'aa',
        'a',
        'b',
        'cc',
      ]);
    },
  );

  it.each(['[a', 'x\n[b-a]'])('refuses %j, as Docker does', (ignoreFile) => {
    expect(codeOf(() => contextFilter({ roots: ['.'], ignoreFile }))).toBe('PYDOCK_FILE_UNREADABLE');
  });

  it('gives the same answer for a path however often it is asked', () => {
    const admits = contextFilter({ roots: ['.'], ignoreFile: 'docs\n!docs/keep' });
    expect([1, 2, 3].map(() => [admits('docs/a'), admits('docs/keep')])).toEqual(
      Array(3).fill([false, true]),
    );
  });
});

describe('contextFilter, project.json', () => {
  const paths = [
    'apps/api/project.json',
    'apps/api/deep/project.json',
    'libs/a/project.json',
    'project.json',
  ];
  const roots = ['apps/api', 'libs/a'];

  it.each([
    [null, roots, ['apps/api/deep/project.json']],
    ['', roots, ['apps/api/deep/project.json']],
    ['**\n!apps/api', roots, ['apps/api/deep/project.json']],
    ['**\n!apps/api/**', roots, ['apps/api/deep/project.json']],
    ['!apps/api/project.json', roots, ['apps/api/project.json', 'apps/api/deep/project.json']],
    ['**\n!**/project.json', roots, paths.slice(0, 3)],
    ['!apps/api/project.json\n**/project.json', roots, []],
    ['', [...roots, 'libs/a/project.json'], ['apps/api/deep/project.json', 'libs/a/project.json']],
    ['', ['.'], paths.slice(0, 3)],
  ])('with %j and the roots %j', (ignoreFile, given, expected) => {
    expect(admitted(ignoreFile, paths, given)).toEqual(expected);
  });
});

it('leaves out what a root has of a shared lock file, too', () => {
  const paths = ['apps/api/pydock.lock', 'apps/api/deep/pydock.lock', 'pydock.lock'];
  expect(admitted(null, paths, ['apps/api'])).toEqual(['apps/api/deep/pydock.lock']);
  expect(admitted('!apps/api/pydock.lock', paths, ['apps/api'])).toEqual(paths.slice(0, 2));
});

describe('contextSelection, what a walk comes to', () => {
  const left = ['.git', 'node_modules', '.nx', '__pycache__', '.venv', '.pydock'];
  const entered = (ignoreFile: string | null, paths: readonly string[]) =>
    paths.filter(contextSelection({ roots: ['.'], ignoreFile }).enters);

  it('skips what is no part of an image, and only what the built-in rules keep out', () => {
    const admits = contextFilter({ roots: ['.'], ignoreFile: neverInImage.join('\n') });
    const paths = left.map((name) => `apps/${name}`);
    for (const ignoreFile of [null, '', '!apps\n!**']) expect(entered(ignoreFile, paths)).toEqual([]);
    expect(paths.filter((path) => admits(`${path}/x`))).toEqual([]);
    const others = ['src', 'apps/venv2', 'apps/git', '.github'];
    expect(entered(null, others)).toEqual(others);
  });

  it.each([
    ['!apps/api/node_modules', 'apps/api/node_modules'],
    ['**\n ! /apps/api/node_modules/lib/*.js', 'apps/api/node_modules'],
    ['!**/.venv', 'apps/api/.venv apps/web/.venv'],
    ['!apps/*/.venv/lib', 'apps/api/.venv apps/web/.venv'],
    ['apps/api/.venv', ''],
  ])('enters what %j names', (ignoreFile, expected) => {
    const paths = ['apps/api/node_modules', 'apps/api/.venv', 'apps/web/node_modules', 'apps/web/.venv'];
    expect(entered(ignoreFile, paths).join(' ')).toBe(expected);
  });

  it('enters what lies below what is named', () => {
    const below = 'node_modules/a/node_modules';
    expect(entered('!node_modules', [below, 'apps/node_modules'])).toEqual([below]);
  });
});

describe('comparePaths', () => {
  const ordered = [
    'B',
    'a',
    'a/B',
    'a/a',
    'a/a/z',
    'a/b',
    'a.b',
    'a.b/c',
    'ab',
    'b',
    'b/a',
    'é',
    '日本',
    '😀',
  ];

  it('sorts as a walk of the tree does: parents first, bytes within a directory', () => {
    const next = random(4);
    for (let round = 0; round < 50; round++)
      expect(shuffled(ordered, next).sort(comparePaths)).toEqual(ordered);
  });

  it('finds a path equal to itself alone', () => {
    for (const a of ordered)
      for (const b of ordered) {
        expect(comparePaths(a, b) === 0).toBe(a === b);
        expect(Math.sign(comparePaths(a, b)) + Math.sign(comparePaths(b, a))).toBe(0);
      }
  });
});
