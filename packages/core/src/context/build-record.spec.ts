import { expect, it } from 'vitest';
import { type BuildRecord, buildRecord, changesSince, readBuildRecord } from './build-record';
import type { FingerprintInputs, HashedEntry } from './fingerprint';

const file = (path: string, changes: Partial<HashedEntry> = {}): HashedEntry => ({
  path,
  kind: 'file',
  mode: 0o644,
  size: 3,
  link: '',
  modified: 0,
  sha256: 'aa',
  ...changes,
});
const directory = (path: string, mode = 0o755) => file(path, { kind: 'directory', mode, sha256: '' });
const link = (path: string, to: string) => file(path, { kind: 'link', link: to, sha256: '' });

const entries = [directory('src'), file('src/app.py'), link('src/link', 'app.py'), file('src/old.py')];
const inputs: FingerprintInputs = {
  dockerfile: 'FROM python:3.13-slim\n',
  ignoreFile: null,
  args: { TOKEN: 's3cret-value', WORD: 'one' },
  target: null,
  platform: null,
  baseImages: { 'python:3.13-slim': 'sha256:1' },
  secrets: { netrc: 'file ~/.netrc' },
  extraHosts: {},
};
const before = buildRecord('v2:sha256:1', entries, inputs);
const since = (after: readonly HashedEntry[], changes: Partial<FingerprintInputs> = {}) =>
  changesSince(before, buildRecord('v2:sha256:2', after, { ...inputs, ...changes }));
const edited = (...changes: HashedEntry[]) => [
  ...entries.filter(({ path }) => !changes.some((each) => each.path === path)),
  ...changes,
];

const changes: [string, string][] = [
  ['nothing', since(entries)],
  ['a time', since(edited(file('src/app.py', { modified: 99 })))],
  ['an edit', since(edited(file('src/app.py', { sha256: 'ab' })))],
  ['a new file', since(edited(file('src/new.py')))],
  ['a new directory with a file', since([...entries, directory('src/pkg'), file('src/pkg/a.py')])],
  ['an empty directory', since([...entries, directory('src/pkg')])],
  ['a file less', since(entries.slice(0, 3))],
  ['a directory less', since([])],
  ['a mode', since(edited(file('src/app.py', { mode: 0o755 })))],
  ['the mode of a directory', since(edited(directory('src', 0o700)))],
  ['a link', since(edited(link('src/link', 'old.py')))],
  ['a link in place of a file', since(edited(link('src/app.py', 'old.py')))],
  ['a rename', since([...entries.slice(0, 3), file('src/newer.py')])],
  [
    'many files',
    since([...entries, ...'abcdef'].map((each) => (typeof each === 'string' ? file(`src/${each}`) : each))),
  ],
  ['the Dockerfile', since(entries, { dockerfile: 'FROM x\n' })],
  ['an ignore file', since(entries, { ignoreFile: '' })],
  ['the target', since(entries, { target: 'dev' })],
  ['the platform', since(entries, { platform: 'linux/arm64' })],
  ['arguments', since(entries, { args: { TOKEN: 'other', NEW: '' } })],
  ['a base image', since(entries, { baseImages: { 'python:3.13-slim': 'sha256:2' } })],
  ['another base image', since(entries, { baseImages: { 'python:3.14-slim': 'sha256:3' } })],
  ['a secret', since(entries, { secrets: { netrc: 'file ci/netrc' } })],
  ['an address', since(entries, { extraHosts: { 'index.corp': '10.0.0.7' } })],
  [
    'much at once',
    since([...entries.slice(0, 1), file('src/app.py', { sha256: 'ab' })], {
      dockerfile: 'x',
      args: {},
      target: 'dev',
    }),
  ],
];

it('says what changed', async () => {
  const width = Math.max(...changes.map(([name]) => name.length));
  const text = changes.map(([name, words]) => `${name.padEnd(width)}  ${words}`.trimEnd()).join('\n');
  await expect(`${text}\n`).toMatchFileSnapshot('__golden__/changes-since.txt');
});

it('is read back from its text, and from nothing else', () => {
  expect(readBuildRecord(JSON.stringify(before))).toEqual(before);
  for (const text of [null, '', '{', 'null', '1', '[]', '{}', '{"fingerprint":"x"}'])
    expect(readBuildRecord(text)).toBeNull();
});

it('takes names that objects have of their own', () => {
  const record = buildRecord('x', [...entries, file('__proto__'), file('constructor')], inputs);
  const read = readBuildRecord(JSON.stringify(record)) as BuildRecord;
  expect(changesSince(read, record)).toBe('');
  expect(changesSince(before, read)).toBe('__proto__ is new and constructor is new');
});

it('holds no value of an argument', () => {
  expect(JSON.stringify(before)).not.toContain('s3cret');
});
