import { describe, expect, it } from 'vitest';
import { normaliseName, parsePep508 } from './pep508';

describe('normaliseName', () => {
  it.each([
    ['Flask', 'flask'],
    ['Flask_Login', 'flask-login'],
    ['flask.login', 'flask-login'],
    ['a-_.b', 'a-b'],
    ['zope.interface', 'zope-interface'],
  ])('of %s is %s', (name, expected) => {
    expect(normaliseName(name)).toBe(expected);
  });
});

describe('parsePep508', () => {
  it('reads name, extras, versions and marker', () => {
    expect(parsePep508('Uvicorn[Standard, http_tools] (>=0.30, <1) ; python_version < "3.13"')).toEqual({
      name: 'uvicorn',
      extras: ['standard', 'http-tools'],
      specifier: '>=0.30,<1',
      url: null,
      marker: 'python_version < "3.13"',
    });
  });

  it('reads a direct reference; a semicolon without a space before it belongs to the URL', () => {
    expect(parsePep508('models @ file:../models;a ; sys_platform == "linux"')).toMatchObject({
      name: 'models',
      specifier: '@file:../models;a',
      url: 'file:../models;a',
      marker: 'sys_platform == "linux"',
    });
  });

  it.each([
    '',
    ' ',
    '-flask',
    'flask 3',
    'flask=3',
    'flask>',
    'flask[',
    'flask[a',
    'flask[a!]',
    'flask,x',
    'flask>3 x',
  ])('is null for %j', (text) => {
    expect(parsePep508(text)).toBeNull();
  });

  it('takes a long line in no time', () => {
    const start = performance.now();
    parsePep508(`a${'-'.repeat(200_000)}!`);
    parsePep508(`a${' '.repeat(200_000)}>`);
    parsePep508(`a[${'x,'.repeat(100_000)}`);
    expect(performance.now() - start).toBeLessThan(200);
  });
});
