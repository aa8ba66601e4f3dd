import { expect, it } from 'vitest';
import { literalModule } from './python-literals';
import { isScriptOfSetup } from './setup-script';

const isScript = (text: string) => isScriptOfSetup(text, literalModule(text));

it.each([
  'from setuptools import setup\nsetup()\n',
  'import setuptools\nsetuptools.setup()\n',
  'from distutils.core import setup, Extension\n\nsetup(\n    name="x",\n)\n',
  'from numpy.distutils.core import setup\n',
  'from skbuild import setup\nif __name__ == "__main__":\n    setup(packages=[])\n',
  'import cx_Freeze\ncx_Freeze.setup(\n  name="x")\n',
  'import os, setuptools\n',
  'try:\n  from setuptools import setup\nexcept ImportError:\n  from distutils.core import setup\n',
  // Nothing that is nested so deeply is parsed.
  `setup(x=${'['.repeat(300)})`,
])('is one: %j', (text) => {
  expect(isScript(text)).toBe(true);
});

it.each([
  '',
  'print("run this once, to set up the database")\n',
  'import subprocess\nsubprocess.run(["make", "setup"])\n',
  'import django\ndjango.setup()\n',
  'def setup(name):\n    print(name)\n\nsetup("board")\n',
  'class Board:\n  def setup(self):\n    pass\n\nBoard().setup()\n',
  '"""We do not use setuptools, nor setup()."""\n# from setuptools import setup\n# setup()\nprint(1)\n',
  'from tools import setuptools_check\n',
])('only has its name: %j', (text) => {
  expect(isScript(text)).toBe(false);
});
