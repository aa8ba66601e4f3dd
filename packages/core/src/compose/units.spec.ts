import { describe, expect, it } from 'vitest';
import { codeOf, failureOf } from '../specs/failures';
import { random } from '../specs/random';
import { formatDuration, formatSize, parseDuration, parseMemory, parseSize } from './units';

const place = { file: 'apps/api/project.json', option: 'memory' };
const size = (value: unknown) => parseSize(value, place);
const duration = (value: unknown) => parseDuration(value, place);

describe('parseSize', () => {
  it.each([
    ['1', 1],
    [1, 1],
    ['1b', 1],
    ['2k', 2048],
    ['2kb', 2048],
    ['2KiB', 2048],
    ['512m', 536870912],
    ['512M', 536870912],
    ['512mb', 536870912],
    ['512 MB', 536870912],
    ['1.5g', 1610612736],
    ['0.5gb', 536870912],
    ['1t', 1099511627776],
    [536870912, 536870912],
    ['1.0000001k', 1024],
    [1.9, 1],
  ])('reads %j as %i bytes', (value, bytes) => {
    expect(size(value)).toBe(bytes);
  });

  it.each([
    ...['', ' ', 'm', '-1', '-1m', '+1m', '0', '0m', '0.5', '0.5b', '1x', '1bb', '1ib', '1 2m', ' 512m'],
    ...['512m ', '1,5g', '1e3m', '0x10', '1.m', '.5g', '1p', '99999999999999999999t', 'Infinity', 'NaN'],
    ...[0, -1, 0.5, NaN, Infinity, 1e21, 2 ** 53, true, null, undefined, {}, ['512m']],
  ])('refuses %j', (value) => {
    expect(codeOf(() => size(value))).toBe('PYDOCK_SIZE_INVALID');
  });
});

describe('parseMemory', () => {
  it('takes what the engine takes', () => {
    expect(parseMemory('6m', place)).toBe(6 * 2 ** 20);
  });

  it.each([
    [512, 'that is 512b, and no container can have less than 6m'],
    ['5m', 'that is 5m, and no container can have less than 6m'],
  ])('refuses %j: %s', (value, why) => {
    expect(failureOf(() => parseMemory(value, place)).failure).toMatchObject({
      code: 'PYDOCK_SIZE_INVALID',
      why,
    });
  });
});

describe('formatSize', () => {
  it.each([
    [1, '1b'],
    [1000, '1000b'],
    [1024, '1k'],
    [1536, '1536b'],
    [536870912, '512m'],
    [1610612736, '1536m'],
    [1073741824, '1g'],
    [1099511627776, '1t'],
  ])('of %i is %j', (bytes, text) => {
    expect(formatSize(bytes)).toBe(text);
  });

  it('is read back as the same number of bytes', () => {
    const next = random(1);
    for (let round = 0; round < 500; round++) {
      const bytes = Math.ceil(2 ** (next() * 50));
      expect(size(formatSize(bytes))).toBe(bytes);
    }
  });
});

describe('parseDuration', () => {
  it.each([
    ['30s', 30_000],
    ['1m30s', 90_000],
    ['1h5m30s20ms', 3_930_020],
    ['500ms', 500],
    ['1.5s', 1500],
    ['1500us', 1.5],
    ['1000us', 1],
    ['30s1m', 90_000],
    ['0s', 0],
    ['1.005s', 1005],
    ['0.1s0.2s', 300],
    [0, 0],
    [10, 10_000],
    [0.3, 300],
    [4.35, 4350],
  ])('reads %j as %d ms', (value, milliseconds) => {
    expect(duration(value)).toBe(milliseconds);
  });

  it.each([
    ...[
      '',
      's',
      '30',
      '30 s',
      ' 30s',
      '30S',
      '-30s',
      '+30s',
      '1m30',
      '1d',
      '1w',
      '1.s',
      '.5s',
      '1e3s',
      '1,5s',
    ],
    ...['999us', '1us', '0.0001us', '9999999999999h', -1, -0.5, NaN, Infinity, 1e20, 0.0001],
    ...[true, null, undefined, {}, ['30s']],
  ])('refuses %j', (value) => {
    expect(codeOf(() => duration(value))).toBe('PYDOCK_OPTION_INVALID');
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '0s'],
    [1, '1ms'],
    [1.5, '1.5ms'],
    [300, '300ms'],
    [1000, '1s'],
    [60_000, '1m'],
    [90_000, '1m30s'],
    [90_500, '90500ms'],
    [3_600_000, '1h'],
    [3_661_000, '1h1m1s'],
    [86_400_000, '24h'],
  ])('of %d ms is %j', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });

  it('is read back as the same time', () => {
    const next = random(2);
    for (let round = 0; round < 500; round++) {
      const milliseconds = Math.round(2 ** (next() * 42) * 1000) / 1000;
      expect(duration(formatDuration(milliseconds))).toBe(milliseconds);
    }
  });
});
