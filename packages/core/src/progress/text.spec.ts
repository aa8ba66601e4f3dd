import { describe, expect, it } from 'vitest';
import { fit, formatBytes, formatTime, lastLine, logLines, widthOf } from './text';

it.each([
  [0, '0 ms'],
  [71.4, '71 ms'],
  [999.4, '999 ms'],
  [999.6, '1.0 s'],
  [1234, '1.2 s'],
  [59_949, '59.9 s'],
  [59_960, '1 min 0 s'],
  [119_600, '2 min 0 s'],
  [125_000, '2 min 5 s'],
])('formats %d milliseconds', (milliseconds, text) => {
  expect(formatTime(milliseconds)).toBe(text);
});

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [16_123_456, '16.1 MB'],
  [5e12, '5000.0 GB'],
])('formats %d bytes', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

describe('the lines of a log', () => {
  it('are what a terminal would leave of them', () => {
    const text =
      'one\r\n\x1b[32mgreen\x1b[0m \n 10 %\r 20 %\r\n\n\x1b]8;;http://a\x07link\x1b]8;;\x07\n\x07bell\ttab';
    expect(logLines(text)).toEqual(['one', 'green', ' 20 %', 'link', 'bell\ttab']);
  });

  it('have a last one that says something', () => {
    expect(lastLine('a\n  b  \n\n')).toBe('b');
    expect(lastLine('\n \n')).toBe('');
    expect(lastLine(`${'x'.repeat(100_000)}\nend`)).toBe('end');
  });
});

describe('fit', () => {
  it('cuts what is too long, by columns and not by characters', () => {
    expect(fit('abcdef', 6)).toBe('abcdef');
    expect(fit('abcdef', 5)).toBe('abcd…');
    expect(fit('日本語の行', 6)).toBe('日本…');
    expect(widthOf(fit('日本語の行', 6))).toBeLessThanOrEqual(6);
    expect(fit('👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 3)).toBe('👩‍👩‍👧‍👦…');
    expect(fit('abc', 1)).toBe('…');
    expect(fit('abc', 0)).toBe('');
  });
});
