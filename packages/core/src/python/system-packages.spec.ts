import { describe, expect, it } from 'vitest';
import { manifestProject } from '../specs/python-projects';
import { systemPackageRows } from './system-package-rows';
import { systemPackages } from './system-packages';

const of = (
  requires: string,
  wheels: Record<string, readonly string[]> = {},
  python: string | null = null,
) => {
  const locked = Object.entries(wheels).map(([name, files]) => ({
    name,
    version: '1.0',
    wheels: files,
    hasSource: true,
    source: { file: 'uv.lock', line: 1 },
  }));
  const { build, runtime } = systemPackages(manifestProject(requires, {}, { locked }).manifest, python);
  return `${build.join(' ')} | ${runtime.join(' ')}`.trim();
};

describe('systemPackages', () => {
  it.each([
    ['flask', '|'],
    ['psycopg2', 'gcc libc6-dev libpq-dev | libpq5'],
    ['psycopg2-binary', '|'],
    ['psycopg', '| libpq5'],
    ['psycopg[binary]', '|'],
    ['psycopg[c]', 'gcc libc6-dev libpq-dev | libpq5'],
    ['mysqlclient uwsgi', 'default-libmysqlclient-dev gcc libc6-dev pkg-config | libmariadb3'],
    ['opencv-python', '| libgl1 libglib2.0-0'],
    ['opencv-python-headless pillow lxml', '|'],
    ['pydub', '| ffmpeg'],
    ['gradio pydub', '|'],
    [
      'weasyprint python-magic',
      '| fonts-dejavu-core libharfbuzz-subset0 libmagic1 libpango-1.0-0 libpangoft2-1.0-0',
    ],
  ])('%s: %s', (requires, expected) => {
    expect(of(requires)).toBe(expected);
  });

  it('compiles what has no wheel for this Python on Linux', () => {
    const lxml = ['lxml-5.0-cp312-cp312-manylinux_2_28_x86_64.whl', 'lxml-5.0-cp313-cp313-win_amd64.whl'];
    expect(of('lxml', { lxml }, '3.12')).toBe('|');
    expect(of('lxml', { lxml }, '3.13')).toBe('gcc libc6-dev libxml2-dev libxslt1-dev |');
    expect(of('x', { fast: ['fast-1.0-cp38-cp38-manylinux1_x86_64.whl'] }, '3.13')).toBe(
      'g++ gcc libc6-dev |',
    );
    expect(of('x', { fast: ['fast-1.0-cp38-abi3-manylinux1_x86_64.whl'] }, '3.13')).toBe('|');
    expect(of('x', { pure: ['pure-1.0-py2.py3-none-any.whl'] }, '3.13')).toBe('|');
    expect(of('x', { docopt: [] }, '3.13')).toBe('|');
    expect(of('psycopg2', { psycopg2: ['psycopg2-2.9-cp313-cp313-win_amd64.whl'] })).toBe(
      'gcc libc6-dev libpq-dev | libpq5',
    );
  });

  it('needs git for what comes from a repository, and ssh where that is reached over it', () => {
    const source = { file: 'r', line: 1 };
    const needs = (specifier: string, fromGit?: true | 'ssh') => {
      const requirements = [{ name: 'x', specifier, extras: [], fromGit, source }];
      return systemPackages(manifestProject('', {}, { requirements }).manifest).build;
    };
    expect(needs('@git+https://example.org/x.git')).toEqual(['git']);
    expect(needs('@ git+ssh://git@example.org/x.git@main')).toEqual(['git', 'openssh-client']);
    expect(needs('', true)).toEqual(['git']);
    expect(needs('', 'ssh')).toEqual(['git', 'openssh-client']);
    expect(needs('@https://example.org/x.whl')).toEqual([]);
  });

  it('has each package once, and a reason for each row', () => {
    const names = systemPackageRows.flatMap(({ of: packages }) => packages);
    expect(new Set(names).size).toBe(names.length);
    expect(systemPackageRows.filter(({ why }) => why === '')).toEqual([]);
  });
});
