import { describe, expect, it } from 'vitest';
import { treeOf } from '../python/source-tree';
import { findVersion, statedVersion, withVersion } from './version';

const tree = (files: Record<string, string>) => treeOf(new Map(Object.entries(files)));
const pyproject = '[tool.x]\nversion = "9"\n[project]\nname = "a"\nversion = \'1.2.0\' # ours\n';

describe('statedVersion', () => {
  it.each([
    [`${pyproject}[tool.poetry]\nversion = "0.1"\n`, '1.2.0'],
    ['[tool.poetry]\nversion = "0.1"\n', '0.1'],
  ])('is that of pyproject.toml: %j', (text, value) => {
    expect(
      statedVersion(tree({ 'a/pyproject.toml': text, 'a/package.json': '{"version":"9"}' }), 'a'),
    ).toEqual({
      value,
    });
    expect(statedVersion(tree({ 'pyproject.toml': text }), '.')).toEqual({ value });
  });

  it('is that of package.json where pyproject.toml has none', () => {
    const files = {
      'a/pyproject.toml': '[project]\ndynamic = ["version"]\n',
      'a/package.json': '{"version":"9"}',
    };
    expect(statedVersion(tree(files), 'a')).toEqual({ value: '9' });
  });

  it.each(['{', '{}', '{"version":""}', '{"version":9}', 'null'])(
    'is not known where package.json has %j',
    (text) => {
      expect(statedVersion(tree({ 'a/package.json': text }), 'a')).toEqual({
        missing: 'neither a/pyproject.toml nor a/package.json states a version',
      });
    },
  );
});

describe('withVersion', () => {
  const edited = (file: string, text: string) => {
    const found = findVersion(tree({ [file]: text }), '.');
    return found && withVersion(text, found, '2.0.0');
  };

  it('writes another one in its place, and nothing else', () => {
    expect(edited('pyproject.toml', pyproject)).toBe(pyproject.replace('1.2.0', '2.0.0'));
    const manifest = '{\n  "name": "a",\n  "version": "1.2.0",\n  "x": { "version": "9" }\n}\n';
    expect(edited('package.json', manifest)).toBe(manifest.replace('1.2.0', '2.0.0'));
    expect(edited('package.json', '{"name":"a","version":"1.2.0"}')).toBe('{"name":"a","version":"2.0.0"}');
    expect(edited('pyproject.toml', 'project = { name = "a", version = "1.2.0" }\r\n')).toBe(
      'project = { name = "a", version = "2.0.0" }\r\n',
    );
  });
});
