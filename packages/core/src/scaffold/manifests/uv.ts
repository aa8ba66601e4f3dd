import type { ManifestTemplate } from '../table';
import { buildSystem, pyproject } from './pyproject';

/** uv: standard tables; an app runs from its sources, a command is a package. */
export const uv: ManifestTemplate = {
  name: 'uv',
  lock: ['uv', 'lock'],
  test: ['uv run pytest'],
  add: 'uv add PACKAGE',
  files: (service, contents) => ({
    '.python-version': `${service.python}\n`,
    'pyproject.toml': pyproject(service, contents, {
      own:
        contents.script === null
          ? ['[tool.uv]', 'package = false']
          : ['[tool.uv]', 'package = true', '', ...buildSystem(contents, 'uv-build', 'uv_build')],
    }),
  }),
};
