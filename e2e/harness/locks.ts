import { network } from './containers';
import { docker } from './docker';

/**
 * Makes lock files as a developer does, in a container that has uv and Poetry: they carry the address of the package
 * index, so none is kept in the repository.
 * @param directory of the workspace
 * @param commands of a shell that starts there
 */
export async function lock(directory: string, commands: readonly string[]): Promise<void> {
  const script = [
    'set -e',
    'python -m venv --without-pip /opt/tools',
    'pip --python /opt/tools install --quiet uv==0.13.9 poetry==2.5.1 virtualenv==21.15.8',
    'export PATH=$PATH:/opt/tools/bin',
    ...commands,
    `chown -R ${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0} .`,
  ];
  const place = ['--volume', `${directory}:/workspace`, '--workdir', '/workspace'];
  await docker('run', '--rm', ...place, ...network, 'python:3.13-slim', 'sh', '-c', script.join('\n'));
}

/** Poetry takes packages from pip's index only where that is named: as the primary source. */
export const poetryLock = (directory: string): string =>
  `(cd ${directory} && poetry source add -q primary "$(python -c '${pipIndex}')" && poetry lock -q)`;

const pipIndex = [
  'import os, subprocess',
  'from pip._internal.models.index import PyPI',
  'asked = subprocess.run(["pip", "config", "get", "global.index-url"], capture_output=True, text=True)',
  'print(os.environ.get("PIP_INDEX_URL") or asked.stdout.strip() or PyPI.simple_url)',
].join('; ');
