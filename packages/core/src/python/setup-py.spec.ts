import { expect, it } from 'vitest';
import { readSetupPy } from './setup-py';
import { treeOf } from './source-tree';

const read = (text: string) => {
  const found = readSetupPy({
    root: '.',
    tree: treeOf(new Map([['setup.py', `from setuptools import setup\n${text}`]])),
  });
  if (!found) throw new Error('no setup script');
  return found;
};
const names = (text: string) => read(text).requirements.map(({ name }) => name);

it.each([
  'kw = {"install_requires": ["flask"]}\nsetup(**kw)\n',
  'kw = dict(name="x", install_requires=["flask"])\nsetup(version="1", **kw)\n',
  'setup(**{"install_requires": ["flask"]})\n',
  'setup(**dict(install_requires=["flask"]))\n',
])('reads arguments that are spread: %j', (text) => {
  expect(names(text)).toEqual(['flask']);
  expect(read(text).warnings).toEqual([]);
});

it.each(['setup(\n  name="x",\n  **arguments())\n', 'kw = dict(a=kw)\nkw.update(b=1)\nsetup(\n**load())\n'])(
  'says that dependencies are computed where only running it would tell: %j',
  (text) => {
    const { warnings, hasOpenExtras } = read(text);
    expect(warnings).toMatchObject([
      { message: expect.stringContaining('install_requires is computed') as string },
    ]);
    expect(hasOpenExtras).toBe(true);
  },
);

it('says nothing of a spread where the dependencies are stated beside it', () => {
  expect(read('setup(install_requires=["flask"], **more())\n').warnings).toEqual([]);
});

it('bears arguments that refer to themselves', () => {
  expect(names('kw = dict(install_requires=kw, **kw)\nsetup(**kw)\n')).toEqual([]);
});
