import { describe, expect, it } from 'vitest';
import { formatPlace } from '../errors';
import { failureOf } from '../specs/failures';
import { readRequirements } from './requirements';
import { treeOf } from './source-tree';

const treeIn = (directory: string, texts: Record<string, string>) =>
  treeOf(new Map(Object.entries(texts).map(([name, text]) => [`${directory}/${name}`, text])));
const readAll = (texts: Record<string, string>) =>
  readRequirements(treeIn('apps/api', texts), 'apps/api/requirements.txt');
const read = (text: string) => readAll({ 'requirements.txt': text });

// Requirements in short: `flask==3.1.2`.
const short = (text: string) => read(text).requirements.map(({ name, specifier }) => name + specifier);

describe('readRequirements, one line', () => {
  it.each([
    ['flask', 'flask'],
    ['Flask==3.1.2', 'flask==3.1.2'],
    ['  flask  ==  3.1.2  ', 'flask==3.1.2'],
    ['flask>=2,<4', 'flask>=2,<4'],
    ['flask >= 2 , < 4', 'flask>=2,<4'],
    ['flask>=2,<4,', 'flask>=2,<4'],
    ['flask (>=2)', 'flask>=2'],
    ['flask~=3.1', 'flask~=3.1'],
    ['flask!=3.0', 'flask!=3.0'],
    ['flask===3.1', 'flask===3.1'],
    ['flask==3.*', 'flask==3.*'],
    ['flask==1!2.0+local', 'flask==1!2.0+local'],
    ['flask[async]', 'flask'],
    ['flask[async, dotenv]>=3', 'flask>=3'],
    ['flask [async] >=3', 'flask>=3'],
    ['flask; python_version < "3.12"', 'flask'],
    ["flask==3.1 ; sys_platform == 'win32' and extra == 'x'", 'flask==3.1'],
    ['flask  # the framework', 'flask'],
    ['flask==3.1.2 --hash=sha256:abc --hash=sha256:def', 'flask==3.1.2'],
    ['flask==3.1.2 --global-option="x y"', 'flask==3.1.2'],
    ['flask @ https://example.com/flask-3.1.2.tar.gz', 'flask@https://example.com/flask-3.1.2.tar.gz'],
    ['flask[async] @ git+https://example.com/flask.git@main', 'flask@git+https://example.com/flask.git@main'],
    ['Flask_Login', 'flask-login'],
    ['A', 'a'],
    ['zope.interface', 'zope-interface'],
    ['py3-x2', 'py3-x2'],
  ])('reads %j as %j', (line, expected) => {
    expect(short(line)).toEqual([expected]);
  });

  it.each([
    ['https://example.com/x/flask-3.1.2.tar.gz', 'flask'],
    ['https://example.com/Flask_Login-0.6.3-py3-none-any.whl', 'flask-login'],
    ['https://example.com/zope.interface-7.0.zip?x=1', 'zope-interface'],
    ['https://example.com/my-long-name-1.0.tar.gz#sha256=abc', 'my-long-name'],
    ['https://example.com/archive.zip#egg=flask', 'flask'],
    ['git+https://example.com/pallets/flask.git', 'flask'],
    ['git+https://example.com/pallets/flask@3.1.2', 'flask'],
    ['git+ssh://git@example.com/pallets/flask.git@main#subdirectory=x', 'flask'],
    ['git+https://example.com/pallets/x.git#egg=Flask', 'flask'],
    ['-e git+https://example.com/pallets/flask.git#egg=flask', 'flask'],
    ['--editable=git+https://example.com/pallets/flask.git', 'flask'],
  ])('finds the name in %s', (line, name) => {
    expect(read(line).requirements.map((each) => each.name)).toEqual([name]);
  });

  it.each([
    '',
    '   ',
    '# flask',
    '   # flask',
    '-i https://example.com/simple',
    '--index-url https://example.com/simple',
    '--index-url=https://user:${TOKEN}@example.com/simple',
    '--extra-index-url https://example.com/simple',
    '--no-binary :all:',
    '--pre',
    '--require-hashes',
    '-f https://example.com/links',
    'https://example.com/archive.zip',
  ])('takes nothing from %j', (line) => {
    expect(read(line).requirements).toEqual([]);
  });

  it.each([
    ['-e .', '.'],
    ['-e ./lib', './lib'],
    ['-e lib', 'lib'],
    ['-e .[dev]', '.'],
    ['--editable=../lib', '../lib'],
    ['.', '.'],
    ['..', '..'],
    ['.[dev]', '.'],
    ['./lib', './lib'],
    ['./lib ; python_version > "3"', './lib'],
    ['../lib', '../lib'],
    ['"../lib"', '../lib'],
    ['lib/', 'lib/'],
    ['libs/models', 'libs/models'],
    ['libs\\models', 'libs\\models'],
    ['/opt/lib', '/opt/lib'],
    ['file:///opt/lib', '/opt/lib'],
    ['-e file:///opt/lib#egg=lib', '/opt/lib'],
    ['file:../lib', '../lib'],
    ['flask @ file:///opt/flask', '/opt/flask'],
    ['flask[async]@file:./flask', './flask'],
    ['./wheels/x-1.0-py3-none-any.whl', './wheels/x-1.0-py3-none-any.whl'],
    ['x-1.0-py3-none-any.whl', 'x-1.0-py3-none-any.whl'],
    ['x-1.0.tar.gz --hash=sha256:abc', 'x-1.0.tar.gz'],
  ])('finds the local path in %j', (line, path) => {
    const source = { file: 'apps/api/requirements.txt', line: 1 };
    expect(read(line).locals).toMatchObject([{ path, base: 'apps/api', source }]);
  });

  it.each([
    ['-e .[dev]', ['dev']],
    ['../libs/db[Postgres, redis_cache] ; python_version > "3"', ['postgres', 'redis-cache']],
    ['flask[async]@file:./flask', ['async']],
    ['-e ../libs/db', undefined],
    ['x-1.0.tar.gz --hash=sha256:abc', undefined],
  ])('finds the extras that %j asks of a local path', (line, extras) => {
    expect(read(line).locals.map((local) => local.extras)).toEqual([extras]);
  });

  it.each([
    'flask 3.1',
    'flask==',
    'flask=>3',
    'flask>3 <4',
    '==3',
    '_flask',
    'flask_',
    'flask[',
    'flask[async',
    '@ x',
    '%',
    '{{ flask }}',
    'flask,django',
  ])('refuses %j', (line) => {
    expect(failureOf(() => read(`\n${line}\n`)).failure).toMatchObject({
      code: 'PYDOCK_REQUIREMENTS_INVALID',
      what: `"${line}" is not a requirement that pydock can read`,
      place: { file: 'apps/api/requirements.txt', line: 2 },
    });
  });

  it('knows the slip of one equals sign', () => {
    expect(failureOf(() => read('flask=3.1.2')).failure.why).toBe(
      'a version is given with two equals signs: flask==3.1.2',
    );
  });
});

describe('readRequirements, lines', () => {
  it('counts lines from 1, of a continued one the first', () => {
    const text = [
      '# packages',
      'flask==3.1.2 \\',
      '    --hash=sha256:abc \\',
      '    --hash=sha256:def',
      '',
      'redis',
    ];
    expect(read(text.join('\n')).requirements).toEqual([
      {
        name: 'flask',
        specifier: '==3.1.2',
        extras: [],
        source: { file: 'apps/api/requirements.txt', line: 2 },
      },
      { name: 'redis', specifier: '', extras: [], source: { file: 'apps/api/requirements.txt', line: 6 } },
    ]);
  });

  it('takes a byte order mark, Windows and old line ends, and an unfinished line', () => {
    expect(short('\uFEFFflask\r\nredis\rrq \\\r\n  ==2\r\ncelery \\')).toEqual([
      'flask',
      'redis',
      'rq==2',
      'celery',
    ]);
  });

  it('keeps a # that belongs to a URL', () => {
    expect(short('x @ https://example.com/x.zip#sha256=abc # why')).toEqual([
      'x@https://example.com/x.zip#sha256=abc',
    ]);
  });

  it.each([
    ['flask', false],
    ['flask==3 --hash=sha256:abc', true],
    ['flask==3 \\\n  --hash=sha256:abc', true],
    ['--require-hashes\nflask', true],
    ['# --hash=sha256:abc', false],
  ])('knows whether %j wants hashes: %j', (text, expected) => {
    expect(read(text).hashed).toBe(expected);
  });
});

describe('readRequirements, includes', () => {
  const included = (line: string) =>
    readAll({ 'requirements.txt': line, 'base.txt': 'flask', 'my base.txt': 'flask' }).files.at(-1);

  it.each([
    '-r base.txt',
    '-rbase.txt',
    '-r  base.txt  # why',
    '-r ./base.txt',
    '--requirement base.txt',
    '--requirement=base.txt',
    '--requirement = base.txt',
    '-c base.txt',
    '--constraint=base.txt',
  ])('follows %j', (line) => {
    expect(included(line)).toBe('apps/api/base.txt');
  });

  it('takes quotes off', () => {
    expect(included('-r "my base.txt"')).toBe('apps/api/my base.txt');
  });

  it('reads from the including file on, each file once, cycles too', () => {
    const { files, requirements } = readAll({
      'requirements.txt': '-r requirements/base.txt\nredis\n-r requirements/base.txt',
      'requirements/base.txt': '-r common.txt\nflask\n-r ../requirements.txt',
      'requirements/common.txt': '-r common.txt\nrequests',
    });
    expect(files).toEqual([
      'apps/api/requirements.txt',
      'apps/api/requirements/base.txt',
      'apps/api/requirements/common.txt',
    ]);
    expect(requirements.map(({ name, source }) => `${name} ${formatPlace(source)}`)).toEqual([
      'requests apps/api/requirements/common.txt:2',
      'flask apps/api/requirements/base.txt:2',
      'redis apps/api/requirements.txt:2',
    ]);
  });

  it('does not take what a constraints file names for required', () => {
    const { files, requirements } = readAll({
      'requirements.txt': '-c constraints.txt\nredis',
      'constraints.txt': '-r more.txt\nflask<4',
      'more.txt': 'django<6',
    });
    expect(files).toEqual(['apps/api/requirements.txt', 'apps/api/constraints.txt', 'apps/api/more.txt']);
    expect(requirements.map(({ name }) => name)).toEqual(['redis']);
  });

  it('takes what is both a constraint and required for required', () => {
    const { files, requirements } = readAll({
      'requirements.txt': '-c base.txt\n-r base.txt',
      'base.txt': 'flask',
    });
    expect(files).toEqual(['apps/api/requirements.txt', 'apps/api/base.txt']);
    expect(requirements.map(({ name }) => name)).toEqual(['flask']);
  });

  it('leaves includes by URL to pip', () => {
    expect(readAll({ 'requirements.txt': '-r https://example.com/base.txt\nflask' }).files).toEqual([
      'apps/api/requirements.txt',
    ]);
  });

  it('refuses what is not there, with the line that includes it', () => {
    expect(failureOf(() => read('flask\n-r base.txt')).failure).toMatchObject({
      code: 'PYDOCK_MANIFEST_MISSING',
      what: 'apps/api/base.txt is not there',
      place: { file: 'apps/api/requirements.txt', line: 2 },
    });
  });

  it('reads what lies above the project', () => {
    const workspace = treeOf(
      new Map([
        ['apps/api/requirements.txt', '-r ../../base.txt'],
        ['base.txt', 'flask'],
      ]),
    );
    expect(readRequirements(workspace, 'apps/api/requirements.txt')).toMatchObject({
      files: ['apps/api/requirements.txt', 'base.txt'],
      requirements: [{ name: 'flask', source: { file: 'base.txt', line: 1 } }],
    });
  });

  it('refuses what lies outside the workspace', () => {
    expect(failureOf(() => read('-r ../../../base.txt')).failure).toMatchObject({
      code: 'PYDOCK_REQUIREMENTS_INVALID',
      what: '../base.txt lies outside the workspace',
      place: { file: 'apps/api/requirements.txt', line: 1 },
    });
  });

  it('notes where wheels lie', () => {
    expect(read('--find-links ./wheels\n-f https://index.example/wheels').links).toEqual([
      { path: './wheels', base: 'apps/api', source: { file: 'apps/api/requirements.txt', line: 1 } },
    ]);
  });
});
