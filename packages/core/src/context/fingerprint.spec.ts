import { describe, expect, it } from 'vitest';
import { random, shuffled, shuffledKeys } from '../specs/random';
import { fingerprint, type FingerprintInputs, type HashedEntry } from './fingerprint';

const file = (path: string, changes: Partial<HashedEntry> = {}): HashedEntry => ({
  path,
  kind: 'file',
  mode: 0o644,
  size: 3,
  link: '',
  modified: 1_700_000_000_000,
  sha256: 'abc',
  ...changes,
});

const entries: readonly HashedEntry[] = [
  file('apps', { kind: 'directory', mode: 0o755, size: 0, sha256: '' }),
  file('apps/app.py'),
  file('apps/link', { kind: 'link', mode: 0o777, size: 0, sha256: '', link: 'app.py' }),
];

const inputs: FingerprintInputs = {
  dockerfile: 'FROM a\n',
  ignoreFile: '**\n!apps\n',
  args: { A: '1', B: '2' },
  target: 'runtime',
  platform: 'linux/amd64',
  baseImages: { a: 'sha256:1', b: null },
  secrets: { token: 'file certs/token' },
  extraHosts: { 'index.corp': '10.0.0.7' },
};

const withEntry = (changes: Partial<HashedEntry>) => [
  ...entries.slice(0, 1),
  file('apps/app.py', changes),
  ...entries.slice(2),
];
const base = fingerprint(entries, inputs);

describe('fingerprint', () => {
  it('is sha256 in hex', () => {
    expect(base).toMatch(/^v2:sha256:[0-9a-f]{64}$/);
  });

  it('stays the same from version to version', () => {
    expect(base).toMatchInlineSnapshot(
      `"v2:sha256:6e3d42ee811c0a7e424b6e67148f748c0f1ef8d0947848ec79a1a66daed33d71"`,
    );
    expect(
      fingerprint([], { ...inputs, args: {}, baseImages: {}, secrets: {}, extraHosts: {}, ignoreFile: null }),
    ).toMatchInlineSnapshot(`"v2:sha256:57b77af4aff4da5c749ed8a55e14f3ba2021707bb7ea1556f6ff677a1b0d4a1e"`);
  });

  it('does not mind the order of files, arguments or images', () => {
    const next = random(5);
    for (let round = 0; round < 50; round++)
      expect(fingerprint(shuffled(entries, next), shuffledKeys(inputs, next))).toBe(base);
  });

  it.each([
    ['the time of a change', withEntry({ modified: 1 })],
    ['what is known of the size beside the bytes', withEntry({ size: 99 })],
  ])('does not mind %s', (_case, changed) => {
    expect(fingerprint(changed, inputs)).toBe(base);
  });

  const changedEntries: [string, readonly HashedEntry[]][] = [
    ['bytes', withEntry({ sha256: 'abd' })],
    ['a mode', withEntry({ mode: 0o755 })],
    ['a name', withEntry({ path: 'apps/App.py' })],
    ['a kind', withEntry({ kind: 'directory' })],
    [
      'a link',
      [
        ...entries.slice(0, 2),
        file('apps/link', { kind: 'link', link: 'other.py', sha256: '', mode: 0o777 }),
      ],
    ],
    ['one file less', entries.slice(1)],
    ['one file more', [...entries, file('apps/b.py')]],
    ['no files', []],
  ];
  const changedInputs: [string, Partial<FingerprintInputs>][] = [
    ['the Dockerfile', { dockerfile: 'FROM b\n' }],
    ['white space in the Dockerfile', { dockerfile: 'FROM a\n\n' }],
    ['the ignore file', { ignoreFile: '**\n' }],
    ['an empty ignore file', { ignoreFile: '' }],
    ['no ignore file', { ignoreFile: null }],
    ['an ignore file of one word', { ignoreFile: 'none' }],
    ['the value of an argument', { args: { A: '1', B: '3' } }],
    ['the name of an argument', { args: { A: '1', C: '2' } }],
    ['an argument less', { args: { A: '1' } }],
    ['an argument more', { args: { A: '1', B: '2', C: '' } }],
    ['arguments that are run together', { args: { A: '12', B: '' } }],
    ['values that changed places', { args: { A: '2', B: '1' } }],
    ['the target', { target: 'builder' }],
    ['no target', { target: null }],
    ['the platform', { platform: 'linux/arm64' }],
    ['no platform', { platform: null }],
    ['target for platform', { target: 'linux/amd64', platform: 'runtime' }],
    ['a base image', { baseImages: { a: 'sha256:2', b: null } }],
    ['a base image that came', { baseImages: { a: 'sha256:1', b: 'sha256:1' } }],
    ['a base image that went', { baseImages: { a: null, b: null } }],
    ['a base image less', { baseImages: { a: 'sha256:1' } }],
    ['a secret from elsewhere', { secrets: { token: 'environment TOKEN' } }],
    ['a secret less', { secrets: {} }],
    ['another address', { extraHosts: { 'index.corp': '10.0.0.8' } }],
    ['a host more', { extraHosts: { 'index.corp': '10.0.0.7', b: '' } }],
    ['another base image', { baseImages: { a: 'sha256:1', c: null } }],
  ];

  it.each(changedEntries)('minds %s', (_case, changed) => {
    expect(fingerprint(changed, inputs)).not.toBe(base);
  });

  it.each(changedInputs)('minds %s', (_case, changes) => {
    expect(fingerprint(entries, { ...inputs, ...changes })).not.toBe(base);
  });

  it('tells all of these apart from each other', () => {
    const all = [
      ...changedEntries.map(([, changed]) => fingerprint(changed, inputs)),
      ...changedInputs.map(([, changes]) => fingerprint(entries, { ...inputs, ...changes })),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  const none = { ...inputs, args: {}, baseImages: {}, secrets: {}, extraHosts: {} };
  it.each([
    ['a name and a link', [file('ab', { link: 'c' })], [file('a', { link: 'bc' })]],
    ['a name with a line end', [file('a\n1:b')], [file('a'), file('b')]],
    ['a link and a hash', [file('a', { link: 'x', sha256: 'y' })], [file('a', { link: 'xy', sha256: '' })]],
    ['bytes and characters', [file('é')], [file('e\u0301')]],
  ])('does not run fields together: %s', (_case, a, b) => {
    expect(fingerprint(a, none)).not.toBe(fingerprint(b, none));
  });

  it('does not take an argument for a base image, or either for a file', () => {
    const prints = [
      fingerprint([], { ...none, args: { x: 'y' } }),
      fingerprint([], { ...none, baseImages: { x: 'y' } }),
      fingerprint([file('x')], none),
    ];
    expect(new Set(prints).size).toBe(3);
  });
});
