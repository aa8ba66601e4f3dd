import { describe, expect, it } from 'vitest';
import { tree } from '../specs/trees';
import { isWorkspaceMember, statesProject } from './stated-project';

const states = (files: Record<string, string>) => statesProject({ root: 'libs/x', tree: tree(files) });

describe('statesProject', () => {
  it.each([
    [{ 'libs/x/pyproject.toml': '[project]\nname = "x"' }],
    [{ 'libs/x/pyproject.toml': '[tool.poetry]\nname = "x"' }],
    [{ 'libs/x/pyproject.toml': '[tool.flit.metadata]\nmodule = "x"' }],
    [{ 'libs/x/pyproject.toml': '[tool.ruff]', 'libs/x/setup.cfg': '[metadata]\nname = x' }],
    [{ 'libs/x/setup.py': 'from setuptools import setup\nsetup()' }],
    [{ 'libs/x/Pipfile': '' }],
    [
      {
        'libs/x/pyproject.toml':
          '[project]\nname = "x"\n[build-system]\nbuild-backend = "hatchling.build"\n[tool.uv.workspace]\nmembers = []',
      },
    ],
  ])('is true of %j', (files) => {
    expect(states(files)).toBe(true);
  });

  it.each([
    [{}],
    [{ 'libs/x/pyproject.toml': '[tool.ruff]\nline-length = 100' }],
    [{ 'libs/x/setup.py': 'import django\ndjango.setup()' }],
    [{ 'libs/x/setup.cfg': '[flake8]\nmax-line-length = 100' }],
    [{ 'libs/x/requirements.txt': 'mkdocs' }],
    [{ 'libs/x/pyproject.toml': '[tool.uv.workspace]\nmembers = ["*"]' }],
    [{ 'libs/x/pyproject.toml': '[project]\nname = "all"\n[tool.uv.workspace]\nmembers = ["*"]' }],
  ])('is false of %j', (files) => {
    expect(states(files)).toBe(false);
  });
});

it('knows a member of a workspace from its root and from strangers', () => {
  const files = tree({
    'pyproject.toml': '[tool.uv.workspace]\nmembers = ["libs/*"]\nexclude = ["libs/z"]',
    'libs/x/pyproject.toml': '[project]\nname = "x"',
  });
  const isMember = (root: string) => isWorkspaceMember({ root, tree: files });
  expect([isMember('libs/x'), isMember('libs/z'), isMember('apps/y'), isMember('.')]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});
