import { describe, expect, it } from 'vitest';
import { type FileStat, isSettled, statKey } from './stat-cache';
import { makeSection, readSection, readSections, writeSections } from './stat-cache-file';

const second = 1_000_000_000n;
const stat: FileStat = {
  size: 3n,
  mtimeNs: 5n * second,
  ctimeNs: 7n * second,
  ino: 11n,
  dev: 1n,
  mode: 33188n,
};

describe('isSettled', () => {
  const at = (timeNs: bigint, dev = 1n) => ({ timeNs, dev });

  it.each([
    ['long ago', stat, at(60n * second), true],
    ['within the tick', stat, at(7n * second), false],
    ['a tick later', stat, at(7n * second + 10_000_001n), true],
    ['before the clock was put back', stat, at(6n * second), false],
    ['with a time of its own that lies ahead', { ...stat, mtimeNs: 99n * second }, at(60n * second), false],
    ['where another clock counts, a second ago', stat, at(8n * second, 2n), false],
    ['where another clock counts, long ago', stat, at(9n * second + 1n, 2n), true],
  ])('%s', (_when, file, now, settled) => {
    expect(isSettled(file, now)).toBe(settled);
  });
});

it.each(['size', 'mtimeNs', 'ctimeNs', 'ino', 'dev', 'mode'] as const)('has %s in the key', (field) => {
  expect(statKey({ ...stat, [field]: 4n })).not.toBe(statKey(stat));
});

describe('the file', () => {
  const sum = (body: Buffer) => String(body.reduce((all, byte) => (all * 31 + byte) % 65_521, 7));
  const files = new Map([
    ['app.py', { key: statKey(stat), sha256: 'ab' }],
    ['line\nbreak ünï.txt', { key: '1 2', sha256: 'cd' }],
  ]);
  const sections = new Map([
    ['', makeSection(new Map(), sum)],
    ['apps/a\nb', makeSection(files, sum)],
  ]);
  const file = writeSections(sections);
  const filesOf = (bytes: Buffer) => {
    const section = readSections(bytes).get('apps/a\nb');
    return section && readSection(section, sum);
  };

  it('gives back what was put in, whatever the names', () => {
    expect([...readSections(file).keys()]).toEqual(['', 'apps/a\nb']);
    expect(filesOf(file)).toEqual(files);
  });

  it('is nothing where it is of another format, or cut off anywhere', () => {
    expect(readSections(Buffer.from(file.toString().replace('cache 1', 'cache 0'))).size).toBe(0);
    for (let length = 0; length < file.length; length++) {
      const known = [...(filesOf(file.subarray(0, length)) ?? [])];
      expect(known).toEqual([]);
    }
  });

  it('does not believe a damaged section', () => {
    for (let at = 0; at < file.length; at++) {
      const damaged = Buffer.from(file);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      const known = filesOf(damaged);
      if (known) expect([0, files.size]).toContain(known.size);
      for (const [name, value] of known ?? []) expect(files.get(name)).toEqual(value);
    }
  });
});
