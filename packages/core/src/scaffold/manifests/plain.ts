import type { ManifestContents, NewService, ScaffoldFiles } from '../table';
import { buildSystem, pyproject } from './pyproject';

/** pytest's settings, where there is no pyproject.toml to hold them. */
export const pytestIni = ({ pytest }: ManifestContents): string =>
  `[pytest]\n${Object.entries(pytest)
    .map(([key, value]) => `${key} = ${value}\n`)
    .join('')}`;

/** What makes a package of a project whose installer reads its own manifest beside it. */
export const packageFiles = (service: NewService, contents: ManifestContents): ScaffoldFiles => ({
  '.gitignore': '*.egg-info/\n',
  'pyproject.toml': pyproject(
    service,
    { ...contents, develops: [] },
    { own: buildSystem(contents, 'setuptools', 'setuptools.build_meta') },
  ),
});
