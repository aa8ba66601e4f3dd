import { createHash } from 'node:crypto';
import { type Company, companyHost } from './company';

/** How a machine knows the password of an index. */
export const sources = ['netrc', 'config', 'environment'] as const;
export type Source = (typeof sources)[number];

export const managers = ['pip', 'uv', 'poetry', 'pdm', 'pipenv'] as const;
export type Manager = (typeof managers)[number];

/** A project's files, the files of a machine's home, and its environment. */
export interface Indexed {
  readonly files: Readonly<Record<string, string>>;
  readonly home: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
}

/** What a project asks for, and where. */
interface Wanted {
  readonly source: Source;
  readonly requirement: string;
  /** The index's URL. */
  readonly plain: string;
  /** The same with credentials. */
  readonly secret: string;
  readonly password: string;
  /** A name for the index that no other run has: Poetry keeps what an index of a name has said. */
  readonly name: string;
}

// pip can't verify a certificate of an address (its truststore wants a name), others need no name.
export const needsName = (manager: Manager): boolean => manager.startsWith('pip');

/** The package managers that take a password from there. */
export const managersWith = (source: Source): Manager[] =>
  managers.filter((manager) => manager !== 'pipenv' || source !== 'config');

/** A project of a package manager that needs a package of a company's index. The label is the index's. */
export function indexed(
  company: Company,
  manager: Manager,
  source: Source,
  label: string,
  version = '1.0',
): Indexed {
  const { credentials } = company;
  const host = needsName(manager) ? companyHost : company.address;
  const password = credentials.split(':')[1] ?? '';
  const login = `login robot password ${password}`;
  const { files, home, env } = projects[manager]({
    source,
    requirement: `quiet-harbour==${version}`,
    plain: company.index(label, '', host),
    secret: company.index(label, credentials, host),
    password,
    name: `corp${createHash('sha256').update(label).digest('hex').slice(0, 8)}`,
  });
  // A comment that no other build has: a step that is kept from another build would ask for no password.
  const noted = Object.entries(files).map(([path, text]) => [path, `# ${label}\n${text}`]);
  return {
    files: {
      'main.py': 'import quiet_harbour\n\nprint(quiet_harbour.GREETING)\n',
      '.python-version': '3.13\n',
      ...Object.fromEntries(noted),
    },
    home: {
      netrc: { '.netrc': `machine ${company.address} ${login}\nmachine ${companyHost} ${login}\n` },
      config: home,
      environment: {},
    }[source],
    env: source === 'environment' ? env : {},
  };
}

const projects: Record<Manager, (wanted: Wanted) => Indexed> = {
  pip: ({ source, requirement, plain, secret }) => ({
    files: {
      'requirements.txt': `${source === 'netrc' ? `--extra-index-url ${plain}\n` : ''}${requirement}\n`,
    },
    home: { '.config/pip/pip.conf': `[global]\nextra-index-url = ${secret}\n` },
    env: { PIP_EXTRA_INDEX_URL: secret },
  }),
  uv: ({ source, requirement, plain, secret, password }) => ({
    files: pyproject(
      requirement,
      source === 'config' ? '' : `[[tool.uv.index]]\nname = "corp"\nurl = "${plain}"\n`,
    ),
    home: { '.config/uv/uv.toml': `[[index]]\nurl = "${secret}"\n` },
    env: { UV_INDEX_CORP_USERNAME: 'robot', UV_INDEX_CORP_PASSWORD: password },
  }),
  poetry: ({ requirement, plain, password, name }) => ({
    files: pyproject(
      requirement,
      `[tool.poetry]\npackage-mode = false\n\n[[tool.poetry.source]]\nname = "${name}"\nurl = "${plain}"\n`,
    ),
    home: {
      '.config/pypoetry/auth.toml': `[http-basic.${name}]\nusername = "robot"\npassword = "${password}"\n`,
    },
    env: {
      [`POETRY_HTTP_BASIC_${name.toUpperCase()}_USERNAME`]: 'robot',
      [`POETRY_HTTP_BASIC_${name.toUpperCase()}_PASSWORD`]: password,
    },
  }),
  pdm: ({ source, requirement, plain, password }) => ({
    files: pyproject(
      requirement,
      `[tool.pdm]\ndistribution = false\n${
        source === 'environment' ? '' : `\n[[tool.pdm.source]]\nname = "corp"\nurl = "${plain}"\n`
      }`,
    ),
    home: { '.config/pdm/config.toml': `[pypi.corp]\nusername = "robot"\npassword = "${password}"\n` },
    env: { PDM_PYPI_URL: plain, PDM_PYPI_USERNAME: 'robot', PDM_PYPI_PASSWORD: password },
  }),
  // It has no configuration of its own, and takes indexes from the Pipfile alone, with variables in their URLs.
  pipenv: ({ source, requirement, plain, password }) => ({
    files: {
      Pipfile: [
        '[[source]]\nname = "corp"\nverify_ssl = true',
        `url = "${source === 'environment' ? plain.replace('://', '://${CORP_USER}:${CORP_TOKEN}@') : plain}"\n`,
        `[packages]\nquiet-harbour = "${requirement.replace('quiet-harbour', '')}"\n`,
      ].join('\n'),
    },
    home: {},
    env: { CORP_USER: 'robot', CORP_TOKEN: password },
  }),
};

const pyproject = (requirement: string, more: string) => ({
  'pyproject.toml': [
    '[project]\nname = "app"\nversion = "1.0"\nrequires-python = ">=3.11"',
    `dependencies = ["${requirement}"]\n\n${more}`,
  ].join('\n'),
});
