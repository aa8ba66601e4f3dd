import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** @typedef {{ root: string, files: Record<string, string> }} Project */

const dockerfile = (/** @type {string} */ root) =>
  `FROM python:3.13-slim\nWORKDIR /app\nCOPY ${root}/ .\nCMD ["python", "main.py"]\n`;
const only = (/** @type {string[]} */ ...paths) => `**\n${paths.map((path) => `!${path}\n`).join('')}`;
const packages = ['flask', 'httpx>=0.27', 'pydantic[email]>=2,<3', 'sqlalchemy', 'structlog'];

/** What `[project]` says. @param {string} name @param {readonly string[]} requires */
const project = (name, requires) =>
  [
    '[project]',
    `name = "${name}"`,
    'version = "0.1.0"',
    'requires-python = ">=3.11"',
    `dependencies = [${requires.map((each) => `"${each}"`).join(', ')}]`,
    '',
  ].join('\n');

/** A member of the uv workspace; every other one is a library. @param {number} index @returns {Project} */
function uvMember(index) {
  const [name, library] = [`uv-${index}`, `uv-${index - 1}`];
  const root = `uv/${name}`;
  const isLibrary = index % 2 === 0;
  const manifest = project(name, [...packages, ...(isLibrary ? [] : [library])]);
  const source = isLibrary ? '' : `\n[tool.uv.sources]\n${library} = { workspace = true }\n`;
  /** @type {Record<string, string>} */
  const docker = isLibrary
    ? {}
    : {
        Dockerfile: dockerfile(root),
        'Dockerfile.dockerignore': only(root, `uv/${library}`, 'pyproject.toml', 'uv.lock'),
      };
  return { root, files: { 'pyproject.toml': `${manifest}${source}`, 'main.py': '', ...docker } };
}

/** A service of another package manager, with a path to a library every other time. @param {number} index @returns {Project} */
function other(index) {
  const kind = /** @type {const} */ (['pip', 'poetry', 'pdm', 'pipenv'])[index % 4] ?? 'pip';
  const root = `apps/${kind}-${index}`;
  const local = index % 8 < 4 ? null : `../../uv/uv-${(index % 200) & ~1}`;
  const files = {
    pip: () => ({ 'requirements.txt': [...packages, ...(local ? [`-e ${local}`] : []), ''].join('\n') }),
    poetry: () => ({
      'pyproject.toml': `[tool.poetry]\nname = "${kind}-${index}"\nversion = "0.1.0"\n\n[tool.poetry.dependencies]\npython = "^3.11"\nflask = "^3.0"\n${local ? `lib = { path = "${local}" }\n` : ''}`,
    }),
    pdm: () => ({
      'pyproject.toml': `${project(`${kind}-${index}`, [...packages, ...(local ? [`lib @ file:///\${PROJECT_ROOT}/${local}`] : [])])}\n[tool.pdm]\ndistribution = false\n`,
    }),
    pipenv: () => ({ Pipfile: `[packages]\nflask = "*"\n${local ? `lib = { path = "${local}" }\n` : ''}` }),
  }[kind]();
  const ignore = only(root, ...(local ? [local.slice('../../'.length)] : []));
  return {
    root,
    files: { ...files, 'main.py': '', Dockerfile: dockerfile(root), 'Dockerfile.dockerignore': ignore },
  };
}

const lockEntry = (
  /** @type {string} */ name,
  /** @type {string} */ source,
  /** @type {readonly string[]} */ needs,
) =>
  [
    '[[package]]',
    `name = "${name}"`,
    'version = "1.0.0"',
    `source = { ${source} }`,
    `dependencies = [\n${needs.map((each) => `    { name = "${each}" },\n`).join('')}]`,
    ...(source.startsWith('registry')
      ? [
          'wheels = [',
          ...Array.from(
            { length: 12 },
            (_, file) =>
              `    { url = "https://localhost/${name}-1.0.0-${file}.whl", hash = "sha256:${String(file).padStart(64, '0')}", size = 1000 },`,
          ),
          ']',
        ]
      : []),
    '',
  ].join('\n');

/** The lock file of the uv workspace: its members, and 300 packages. @param {readonly Project[]} members */
function lockFile(members) {
  const names = Array.from({ length: 300 }, (_, index) => `package-${index}`);
  const entries = [
    ...members.map(({ root }, index) =>
      lockEntry(
        root.slice('uv/'.length),
        `editable = "${root}"`,
        names.slice(index % 280, (index % 280) + 20),
      ),
    ),
    ...names.map((name, index) =>
      lockEntry(name, 'registry = "https://localhost/simple"', names.slice(index + 1, index + 3)),
    ),
  ];
  return `version = 1\nrevision = 3\nrequires-python = ">=3.11"\n\n${entries.join('\n')}`;
}

/** Projects of every package manager, two fifths of them in a uv workspace. @param {string} directory @param {number} count */
export async function makeWorkspace(directory, count) {
  const members = Array.from({ length: count * 0.4 }, (_, index) => uvMember(index));
  const others = Array.from({ length: count * 0.6 }, (_, index) => other(index));
  /** @type {Record<string, string>} */
  const files = {
    'package.json': '{ "name": "thousand" }',
    'nx.json': '{}',
    'pyproject.toml': '[tool.uv.workspace]\nmembers = ["uv/*"]\n',
    'uv.lock': lockFile(members),
  };
  for (const { root, files: own } of [...members, ...others])
    for (const [name, text] of Object.entries(own)) files[`${root}/${name}`] = text;
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), text);
  }
  return Object.keys(files);
}
