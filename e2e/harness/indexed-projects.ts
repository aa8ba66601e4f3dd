import type { Company } from './company';

/** How a machine knows the password of an index. */
export const sources = ['netrc', 'config', 'environment'] as const;
export type Source = (typeof sources)[number];

/** Projects that need a package of a company's index, one for each package manager. */
export const managers = ['pip', 'uv', 'poetry', 'pdm', 'pipenv'] as const;
export type Manager = (typeof managers)[number];

/** A project's files, the files of a machine's home, and its environment. */
export interface Indexed {
  readonly files: Readonly<Record<string, string>>;
  readonly home: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
}

const main = 'import quiet_harbour\n\nprint(quiet_harbour.GREETING)\n';
const pyproject = (requirement: string, more: string) =>
  `[project]\nname = "app"\nversion = "1.0"\nrequires-python = ">=3.11"\ndependencies = ["${requirement}"]\n\n${more}`;

/** A project of a package manager, and how it comes by the password. The label is the index's; `version` the package's. */
export function indexed(
  company: Company,
  manager: Manager,
  source: Source,
  label: string,
  version = '1.0',
): Indexed {
  const plain = company.index(label);
  const secret = company.index(label, company.credentials);
  const password = company.credentials.split(':')[1] ?? '';
  // A comment that no other build has: a step that is kept from another build asks for no password.
  const note = `# ${label}\n`;
  const requirement = `quiet-harbour==${version}`;
  const netrc = { '.netrc': `machine ${company.address} login robot password ${password}\n` };
  const project: Record<Manager, () => Indexed> = {
    pip: () => ({
      files: {
        'requirements.txt': `${note}${source === 'netrc' ? `--extra-index-url ${plain}\n` : ''}${requirement}\n`,
      },
      home: { '.config/pip/pip.conf': `[global]\nextra-index-url = ${secret}\n` },
      env: { PIP_EXTRA_INDEX_URL: secret },
    }),
    uv: () => ({
      files: {
        'pyproject.toml':
          note +
          pyproject(
            requirement,
            source === 'config' ? '' : `[[tool.uv.index]]\nname = "corp"\nurl = "${plain}"\n`,
          ),
      },
      home: { '.config/uv/uv.toml': `[[index]]\nurl = "${secret}"\n` },
      env: { UV_INDEX_CORP_USERNAME: 'robot', UV_INDEX_CORP_PASSWORD: password },
    }),
    poetry: () => ({
      files: {
        'pyproject.toml':
          note +
          pyproject(
            requirement,
            `[tool.poetry]\npackage-mode = false\n\n[[tool.poetry.source]]\nname = "corp"\nurl = "${plain}"\n`,
          ),
      },
      home: {
        '.config/pypoetry/auth.toml': `[http-basic.corp]\nusername = "robot"\npassword = "${password}"\n`,
      },
      env: { POETRY_HTTP_BASIC_CORP_USERNAME: 'robot', POETRY_HTTP_BASIC_CORP_PASSWORD: password },
    }),
    pdm: () => ({
      files: {
        'pyproject.toml':
          note +
          pyproject(
            requirement,
            source === 'environment'
              ? '[tool.pdm]\ndistribution = false\n'
              : `[tool.pdm]\ndistribution = false\n\n[[tool.pdm.source]]\nname = "corp"\nurl = "${plain}"\n`,
          ),
      },
      home: { '.config/pdm/config.toml': `[pypi.corp]\nusername = "robot"\npassword = "${password}"\n` },
      env: { PDM_PYPI_URL: plain, PDM_PYPI_USERNAME: 'robot', PDM_PYPI_PASSWORD: password },
    }),
    pipenv: () => ({
      files: {
        Pipfile: `${note}[[source]]\nname = "corp"\nverify_ssl = true\nurl = "${
          source === 'netrc' ? plain : plain.replace('://', '://${CORP_USER}:${CORP_TOKEN}@')
        }"\n\n[packages]\nquiet-harbour = "==${version}"\n`,
      },
      home: {},
      env: { CORP_USER: 'robot', CORP_TOKEN: password },
    }),
  };
  const { files, home, env } = project[manager]();
  return {
    files: { 'main.py': main, '.python-version': '3.13\n', ...files },
    home: source === 'netrc' ? netrc : source === 'config' ? home : {},
    env: source === 'environment' ? env : {},
  };
}
