import type { ManifestTemplate } from '../table';
import { buildSystem, pyproject } from './pyproject';

/** PDM: standard tables. */
export const pdm: ManifestTemplate = {
  name: 'pdm',
  lock: ['pdm', 'lock'],
  test: ['pdm install', 'pdm run pytest'],
  add: 'pdm add PACKAGE',
  files: (service, contents) => ({
    // The interpreter that PDM chose on this machine.
    '.gitignore': '.pdm-python\n.pdm-build/\n',
    '.python-version': `${service.python}\n`,
    'pyproject.toml': pyproject(service, contents, {
      own:
        contents.script === null
          ? ['[tool.pdm]', 'distribution = false']
          : ['[tool.pdm]', 'distribution = true', '', ...buildSystem(contents, 'pdm-backend', 'pdm.backend')],
    }),
  }),
};
