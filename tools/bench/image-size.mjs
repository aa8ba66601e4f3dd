import { posix } from 'node:path';

/** @typedef {import('../../packages/core/src/index.js').PythonProject} PythonProject */
/** @typedef {Pick<PythonProject, 'root' | 'manifest' | 'packageManager' | 'localDependencies' | 'command'>} Subject */
/** A manifest of examples/: its directory, its name, its text. @typedef {{ directory: string, name: string, text: string }} Manifest */

// Poetry takes packages from the index that pip asks only where that is named.
const pipsIndex =
  '$(pip config get global.index-url 2>/dev/null || python -c "from pip._internal.models.index import PyPI; print(PyPI.simple_url)")';

/**
 * The shell commands that lock what states its package manager and is not locked. None of their files is kept: they
 * carry the address of a package index.
 * @param {readonly Manifest[]} manifests
 * @param {ReadonlySet<string>} locked directories that have a lock file
 */
export function lockCommands(manifests, locked) {
  return manifests.flatMap(({ directory, name, text }) => {
    if (locked.has(directory)) return [];
    const inside = (/** @type {string} */ command) => [`(cd ${directory} && ${command})`];
    if (name === 'Pipfile') return inside('pipenv lock');
    if (name !== 'pyproject.toml') return [];
    if (/^\[tool\.poetry[.\]]/m.test(text) && /^\[tool\.poetry\.dependencies\]|^dependencies/m.test(text))
      return inside(`poetry source add -q primary "${pipsIndex}" && poetry lock -q`);
    if (/^\[tool\.pdm[.\]]/m.test(text)) return inside('pdm lock -q');
    // A member of a workspace is locked with the workspace.
    return /^\[tool\.uv(\.workspace)?\]/m.test(text) ? inside('uv lock -q') : [];
  });
}

/**
 * The Dockerfile of countless tutorials, for a project: everything copied, everything installed, one stage. What needs
 * packages beside its directory is copied with these. The mounts let pip through a company's network and leave nothing
 * behind.
 * @param {Subject} project
 * @param {string} base
 * @param {readonly string[]} mounts
 */
export function classicDockerfile(
  { root, manifest, packageManager, localDependencies, command },
  base,
  mounts,
) {
  const local = localDependencies.map(({ directory }) => directory);
  const top = commonDirectory([root, ...local]);
  const workdir = posix.join('/app', posix.relative(top, root));
  const install =
    packageManager === 'pipenv'
      ? 'pip install pipenv && pipenv install --system --deploy'
      : `pip install ${what(root, manifest, localDependencies).join(' ')}`;
  return [
    `FROM ${base}`,
    'ENV PIP_CERT=/etc/ssl/certs/ca-certificates.crt REQUESTS_CA_BUNDLE=/etc/ssl/certs/ca-certificates.crt',
    // A base image of Debian's Python has packages that the official one has not.
    'ENV PIP_IGNORE_INSTALLED=1',
    `WORKDIR ${workdir}`,
    `COPY ${top}/ /app`,
    `RUN ${[...mounts, install].join(' ')}`,
    `CMD ${JSON.stringify(command)}`,
    '',
  ].join('\n');
}

/** What pip is told to install. @param {string} root @param {string} manifest @param {Subject['localDependencies']} local */
function what(root, manifest, local) {
  const name = manifest.slice(root.length + 1);
  if (name.endsWith('.txt')) return [`-r ${name}`];
  const packages = local
    .filter(({ isPackage }) => isPackage)
    .map(({ directory }) => posix.relative(root, directory));
  return [...packages, '.'];
}

/** The directory that has all of them in it. @param {readonly string[]} directories */
function commonDirectory(directories) {
  const [first = [], ...others] = directories.map((directory) => directory.split('/'));
  const differs = first.findIndex((part, index) => others.some((other) => other[index] !== part));
  return (differs < 0 ? first : first.slice(0, differs)).join('/') || '.';
}

/**
 * The Python to build on where there may be no image of the one that is asked for: the next older one, else the oldest.
 * @param {string} python @param {readonly string[]} bases
 */
export function baseFor(python, bases) {
  const minor = (/** @type {string} */ version) => Number(version.split('.')[1]);
  const newestFirst = [...bases].sort((a, b) => minor(b) - minor(a));
  return newestFirst.find((base) => minor(base) <= minor(python)) ?? newestFirst.at(-1);
}

/** The bytes of an image's layers, from their sizes, one a line. @param {readonly string[]} sizes */
export const layerBytes = (sizes) => sizes.reduce((sum, size) => sum + Number(size), 0);

export const megabytes = (/** @type {number} */ bytes) => bytes / 1e6;
