import type { ManifestTemplate, PinnedRequirement } from '../table';
import { packageFiles, pytestIni } from './plain';
import { toml } from './pyproject';

/** Pipenv: a Pipfile without a source, so that Pipenv's own index counts. */
export const pipenv: ManifestTemplate = {
  name: 'pipenv',
  lock: ['pipenv', 'lock'],
  test: ['pipenv install --dev', 'pipenv run pytest'],
  add: 'pipenv install PACKAGE',
  files: (service, contents) => ({
    Pipfile: toml([
      '[packages]',
      ...(contents.script === null
        ? contents.requires.map(line)
        : [`${service.distribution} = { path = ".", editable = true }`]),
      '',
      '[dev-packages]',
      ...contents.develops.map(line),
      '',
      '[requires]',
      `python_version = "${service.python}"`,
    ]),
    ...(contents.script === null ? { 'pytest.ini': pytestIni(contents) } : packageFiles(service, contents)),
  }),
};

const line = ({ name, extras, version }: PinnedRequirement) =>
  extras.length === 0
    ? `${name} = "==${version}"`
    : `${name} = { version = "==${version}", extras = [${extras.map((extra) => `"${extra}"`).join(', ')}] }`;
