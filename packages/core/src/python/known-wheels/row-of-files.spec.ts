import { expect, it } from 'vitest';
import { releasesOf, rowOfReleases, withOthers } from './row-of-files';

const wheel = (name: string, version: string, tags: string) => `${name}-${version}-${tags}.whl`;
const linux = 'manylinux_2_17_x86_64.manylinux2014_x86_64';
const rowOf = (files: readonly string[]) => rowOfReleases(releasesOf(files, false));

it('is made of the steps at which the Pythons change, by versions and not by their letters', () => {
  const files = [
    wheel('x', '1.10.0', `cp310-cp310-${linux}`),
    wheel('x', '1.10.0', `cp311-cp311-${linux}`),
    wheel('x', '1.9.0', `cp310-cp310-${linux}`),
    wheel('x', '1.9.1', `cp310-cp310-${linux}`),
    'x-1.9.1.tar.gz',
    'x-1.8.0.tar.gz',
  ];
  expect(rowOf(files)).toEqual({ '1.9.0': '3.10', '1.10.0': '3.10-3.11' });
});

it.each([
  ['abi3', ['x-1-cp311-abi3-manylinux_2_28_x86_64.whl'], '3.11-3.14'],
  ['pure', ['x-1-py3-none-any.whl'], '3.8-3.14'],
  ['a gap', [`x-1-cp38-cp38-${linux}.whl`, `x-1-cp310-cp310-${linux}.whl`], '3.8, 3.10'],
  ['older Pythons', [`x-1-cp37-cp37m-${linux}.whl`], ''],
])('knows %s', (_what, files, text) => {
  expect(rowOf(files)).toEqual({ '1': text });
});

it.each([
  ['Windows', ['x-1-cp310-cp310-win_amd64.whl']],
  ['ARM', ['x-1-cp310-cp310-manylinux2014_aarch64.whl']],
  ['a pre-release', [`x-1rc1-cp310-cp310-${linux}.whl`]],
  ['what is no package', ['x-1.0.dev3460.win32-py2.4.exe', 'garbage']],
])('leaves out %s', (_what, files) => {
  expect(rowOf(files)).toEqual({});
});

it('says where a version is built from source everywhere', () => {
  expect(rowOf([`x-1-cp39-cp39-${linux}.whl`, 'x-2.tar.gz'])).toEqual({ '1': '3.9', '2': 'source' });
});

it('knows what comes along at one version, on the Pythons for which it does', () => {
  const core = releasesOf([`core-2-cp310-cp310-${linux}.whl`, `core-3-cp311-cp311-${linux}.whl`], false);
  const releases = releasesOf(['x-1-py3-none-any.whl', 'x-2-py3-none-any.whl', 'x-3-py3-none-any.whl'], true);
  const requires = {
    '1': ['core (==2)', 'other'],
    '2': ['core==3; python_version >= "3.11"', 'core==2; extra == "old"'],
  };
  const row = rowOfReleases(withOthers(releases, requires, new Map([['core', core]])));
  expect(row).toEqual({ '1': '3.10', '2': '3.8-3.11', '3': 'source' });
});
