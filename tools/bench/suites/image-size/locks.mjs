import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { command } from '../../../shared/command.mjs';
import { lockCommands } from '../../image-size.mjs';

/** @typedef {import('../../../../packages/core/src/index.js').SourceTree} SourceTree */

const caBundle = '/etc/ssl/certs/ca-certificates.crt';
const certificates = ['SSL_CERT_FILE', 'PIP_CERT', 'REQUESTS_CA_BUNDLE'];
// Each in an environment of its own, as they do not agree on what they need.
const tools = [
  ['uv', 'uv==0.13.9'],
  ['poetry', 'poetry==2.5.1', 'virtualenv==21.15.8'],
  ['pdm', "'pdm[locked]==2.29.3'"],
  ['pipenv', 'pipenv==2026.10.3'],
];
const lockFile = /^(uv|poetry|pdm|Pipfile)\.lock$/;

/**
 * The command that locks the projects of a tree, in a container that has the package managers and reaches the package
 * index as this machine does.
 * @param {SourceTree} tree @param {string} directory of the tree, here
 * @param {readonly string[]} files
 */
export function lockingOf(tree, directory, files) {
  const locked = new Set(files.filter((file) => lockFile.test(posix.basename(file))).map(posix.dirname));
  const manifests = files
    .filter((file) => /^(pyproject\.toml|Pipfile)$/.test(posix.basename(file)))
    .map((file) => ({
      ...{ directory: posix.dirname(file), name: posix.basename(file) },
      text: tree.read(file) ?? '',
    }));
  const script = [
    'set -e',
    ...tools.flatMap(([name, ...packages]) => [
      `python -m venv --without-pip /opt/${name}`,
      `pip --python /opt/${name} install --quiet ${packages.join(' ')}`,
      `PATH=$PATH:/opt/${name}/bin`,
    ]),
    'export PATH PIPENV_YES=1',
    ...lockCommands(manifests, locked),
    `chown -R ${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0} .`,
  ];
  const mounts = [caBundle, '/etc/pip.conf']
    .filter(existsSync)
    .flatMap((file) => ['--volume', `${file}:${file}:ro`]);
  const variables = existsSync(caBundle)
    ? certificates.flatMap((name) => ['--env', `${name}=${caBundle}`])
    : [];
  const place = ['--volume', `${directory}:/workspace`, '--workdir', '/workspace'];
  const run = [
    'run',
    '--rm',
    ...place,
    ...mounts,
    ...variables,
    'python:3.13-slim',
    'sh',
    '-c',
    script.join('\n'),
  ];
  return command(directory, 'docker', ...run);
}
