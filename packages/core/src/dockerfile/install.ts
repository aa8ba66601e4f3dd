import { posix } from 'node:path';
import type { PythonProject } from '../python/project';

/** The secret that carries a company's CA bundle into the build, where the host has one. */
export const caBundleSecret = 'ca-bundle';
const caBundlePath = '/etc/ssl/certs/ca-certificates.crt';

const pipInstall = 'pip --python /app/.venv/bin/python install --compile';

/** The builder stage: a virtual environment from the manifests alone, so that source edits leave it cached. */
export function installBlock(project: PythonProject): string {
  const [manifest = 'requirements.txt'] = project.manifests;
  return [
    '# builder: the packages, from the manifests alone, so that an edit of a source file does not install again.',
    'FROM ${PYTHON_IMAGE} AS builder',
    `ENV PIP_CERT=${caBundlePath} \\`,
    '    PIP_DISABLE_PIP_VERSION_CHECK=1 \\',
    '    PIP_ROOT_USER_ACTION=ignore',
    'RUN python -m venv --without-pip /app/.venv',
    '# Downloads are kept between builds; a CA bundle of the host is lent for this step where there is one.',
    'RUN --mount=type=cache,target=/root/.cache/pip \\',
    `    --mount=type=secret,id=${caBundleSecret},target=${caBundlePath} \\`,
    ...project.manifests.map((path) => `    ${bind(project, path)} \\`),
    `    ${pipInstall} -r /build/${manifest}${serverInstall(project)}`,
  ].join('\n');
}

const bind = ({ root }: PythonProject, path: string) =>
  `--mount=type=bind,source=${posix.join(root, path)},target=${posix.join('/build', path)}`;

// Along with the rest, to be chosen to fit and from the same index; by itself where the rest has hashes.
function serverInstall({ server, hashed }: PythonProject): string {
  if (!server?.install) return '';
  const pinned = `${server.name}==${server.install}`;
  return hashed ? ` && \\\n    ${pipInstall} ${pinned}` : ` ${pinned}`;
}
