import type { ManifestTemplate } from '../table';
import { buildSystem, pyproject } from './pyproject';

/** Poetry, from 2.2 on, which reads the standard tables. */
export const poetry: ManifestTemplate = {
  name: 'poetry',
  lock: ['poetry', 'lock'],
  test: ['poetry install', 'poetry run pytest'],
  add: 'poetry add PACKAGE',
  files: (service, contents) => ({
    '.python-version': `${service.python}\n`,
    'pyproject.toml': pyproject(service, contents, {
      // Many packages have a bound like it, and Poetry wants one that is as tight.
      pythonBound: ',<4',
      own:
        contents.script === null
          ? ['[tool.poetry]', 'package-mode = false', 'requires-poetry = ">=2.2"']
          : [
              '[tool.poetry]',
              `packages = [{ include = "${service.module}", from = "src" }]`,
              'requires-poetry = ">=2.2"',
              '',
              ...buildSystem(contents, 'poetry-core', 'poetry.core.masonry.api'),
            ],
    }),
  }),
};
