import { describe, expect, it } from 'vitest';
import { failureOf } from '../specs/failures';
import { parseToml } from './toml';

const document = parseToml(
  'api/pyproject.toml',
  [
    '[project]',
    'name = "api"',
    'urls.home = "x"',
    'list = [',
    '  1,',
    '  { a = 2 },',
    ']',
    '[[tool.x]]',
    'a = 1',
    '[[tool.x]]',
    'a = 2',
    '[tool.x.y]',
    'b = 3',
    '[tool."a b".c]',
    'd = 4',
  ].join('\n'),
);

describe('parseToml', () => {
  it.each([
    [['project', 'name'], 'api', 2],
    [['project', 'urls', 'home'], 'x', 3],
    [['project', 'list', 1, 'a'], 2, 6],
    [['project', 'none'], undefined, 1],
    [['tool', 'x', 0, 'a'], 1, 9],
    [['tool', 'x', 1, 'a'], 2, 11],
    [['tool', 'x', 1, 'y', 'b'], 3, 13],
    [['tool', 'a b', 'c', 'd'], 4, 15],
    [['toString'], undefined, 1],
  ])('at %j has %j on line %i', (path, value, line) => {
    expect(document.get(path)).toEqual(value);
    expect(document.place(path)).toEqual({ file: 'api/pyproject.toml', line });
  });

  it.each([
    '[__proto__]\npolluted = 1',
    '__proto__.polluted = 1',
    'a = { __proto__ = { polluted = 1 } }',
    '[constructor.prototype]\npolluted = 1',
    '[toString]\npolluted = 1',
    '[[a]]\n[a.__proto__]\npolluted = 1',
  ])('keeps %j to itself', (text) => {
    parseToml('x.toml', text);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    expect(Object.hasOwn(Object.prototype.toString, 'polluted')).toBe(false);
  });

  it('refuses what is no TOML, with its line', () => {
    expect(failureOf(() => parseToml('x.toml', 'a = 1\nb = = 2\n')).failure.place).toEqual({
      file: 'x.toml',
      line: 2,
    });
  });
});
