import { describe, expect, it } from 'vitest';
import { substitute, words } from './words';

describe('words', () => {
  it.each([
    ['A=1 B=2', ['A=1', 'B=2']],
    ['A="x y" B', ['A=x y', 'B']],
    ['A=\'x "y"\'', ['A=x "y"']],
    ['A="x \\"y\\" \\$z"', ['A=x "y" $z']],
    ['  python:3.13   AS  base ', ['python:3.13', 'AS', 'base']],
    ['"python:3.13"', ['python:3.13']],
    ['A=', ['A=']],
    ['A="" B=""', ['A=', 'B=']],
    ['a\\ b', ['a\\ b']],
    ['', []],
  ])('of %j are %j', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });
});

describe('substitute', () => {
  const values = new Map([
    ['A', 'a'],
    ['B', 'b'],
    ['EMPTY', ''],
    ['LOOP', '${LOOP}'],
  ]);

  it.each([
    ['python:$A-slim', 'python:a-slim'],
    ['python:${A}slim', 'python:aslim'],
    ['$A$B', 'ab'],
    ['$NONE', ''],
    ['${NONE}', ''],
    ['${NONE:-x:1}', 'x:1'],
    ['${NONE-x}', 'x'],
    ['${EMPTY:-x}', 'x'],
    ['${EMPTY-x}', ''],
    ['${A:-x}', 'a'],
    ['${A:+x}', 'x'],
    ['${NONE:+x}', ''],
    ['${EMPTY+x}', 'x'],
    ['${EMPTY:+x}', ''],
    ['${NONE:-${B}}', 'b'],
    ['${NONE:-${ALSO_NONE:-c}}', 'c'],
    ['${NONE:-}', ''],
    ['no variable', 'no variable'],
    ['$', '$'],
    ['${', '${'],
  ])('of %j is %j', (text, expected) => {
    expect(substitute(text, values)).toBe(expected);
  });

  it('ends where a value names itself', () => {
    expect(() => substitute('$LOOP', values)).not.toThrow();
  });
});
