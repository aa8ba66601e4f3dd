/** @typedef {typeof import('../../packages/core/src/index.js')} Core */
/** @typedef {import('../../packages/core/src/index.js').SourceTree} SourceTree */
/** @typedef {import('../../packages/core/src/index.js').PythonProject} PythonProject */
/** An example that can be built: its directory below examples/, and its Python. @typedef {{ root: string, python: string }} Subject */

/**
 * The projects of a tree that have everything settled: each directory at its top, or, where that is a workspace or
 * nothing of Python, those below it.
 * @param {Pick<Core, 'detectPythonProject' | 'valueOf' | 'PydockError'>} core
 * @param {SourceTree} tree
 * @returns {Subject[]}
 */
export function subjectsIn(core, tree) {
  const directories = (/** @type {string} */ path) =>
    tree
      .list(path)
      .filter(
        ({ kind, name }) => kind === 'directory' && !/^(\.|__pycache__|tests?$|node_modules)/.test(name),
      )
      .map(({ name }) => (path === '.' ? name : `${path}/${name}`));
  /** @param {string} root @param {number} depth @returns {Subject[]} */
  const below = (root, depth) => {
    const python = settled(core, tree, root);
    if (python !== null) return [{ root, python }];
    return depth === 0 ? [] : directories(root).flatMap((each) => below(each, depth - 1));
  };
  return directories('.').flatMap((root) => below(root, 2));
}

/** @param {Pick<Core, 'detectPythonProject' | 'valueOf' | 'PydockError'>} core @param {SourceTree} tree @param {string} root */
function settled({ detectPythonProject, valueOf, PydockError }, tree, root) {
  try {
    const { problems, python, command } = detectPythonProject({ root, tree }, { name: root });
    return problems.length > 0 || command === null ? null : (valueOf(python)?.version ?? null);
  } catch (error) {
    if (error instanceof PydockError) return null;
    throw error;
  }
}

/**
 * The Dockerfile of countless tutorials, for a project: everything copied, everything installed, one stage. The mounts
 * let pip through a company's network and leave nothing behind.
 * @param {Pick<PythonProject, 'root' | 'manifest' | 'command'>} project
 * @param {string} base
 * @param {readonly string[]} mounts
 */
export function classicDockerfile({ root, manifest, command }, base, mounts) {
  const name = manifest.slice(root.length + 1);
  const what = name.endsWith('.txt') ? `-r ${name}` : '.';
  return [
    `FROM ${base}`,
    'ENV PIP_CERT=/etc/ssl/certs/ca-certificates.crt',
    'WORKDIR /app',
    `COPY ${root}/ /app`,
    `RUN ${[...mounts, `pip install ${what}`].join(' ')}`,
    `CMD ${JSON.stringify(command)}`,
    '',
  ].join('\n');
}

/** The bytes of an image's layers, from their sizes, one a line. @param {readonly string[]} sizes */
export const layerBytes = (sizes) => sizes.reduce((sum, size) => sum + Number(size), 0);

export const megabytes = (/** @type {number} */ bytes) => bytes / 1e6;
