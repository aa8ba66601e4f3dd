import type { OptionalDependencies } from '../python/package-managers/table';
import type { LocalDependency, PythonProject } from '../python/project';

/** A Flask app at apps/api, packages by pip, but for what is given. */
export function pythonProject(given: Partial<PythonProject> = {}): PythonProject {
  return {
    name: 'api',
    root: 'apps/api',
    manifest: 'apps/api/requirements.txt',
    lockfile: null,
    installFiles: ['apps/api/requirements.txt'],
    developmentFiles: [],
    workspace: null,
    isPackage: false,
    hashed: false,
    packageManager: 'pip',
    python: { version: '3.13', requires: null, heldBackBy: null },
    framework: 'flask',
    entrypoint: { kind: 'wsgi', target: 'app:app', importPath: [] },
    port: 8000,
    server: { name: 'gunicorn', install: '27.0.1' },
    command: [
      'gunicorn',
      '--bind',
      '0.0.0.0:8000',
      '--threads',
      '4',
      '--worker-tmp-dir',
      '/dev/shm',
      'app:app',
    ],
    environment: {},
    healthPath: null,
    systemPackages: { build: [], runtime: [] },
    optional: [],
    localDependencies: [],
    warnings: [],
    ...given,
  };
}

/** What makes a project a script. */
export const script = (target = 'main.py'): Partial<PythonProject> => ({
  framework: 'none',
  entrypoint: { kind: 'script', target, importPath: [] },
  port: null,
  server: null,
  command: ['python', target],
});

/** Local dependencies by their directories. */
export const locals = (...directories: string[]): LocalDependency[] =>
  directories.map((directory) => ({
    directory,
    source: { file: 'apps/api/pyproject.toml', line: 5 },
    isPackage: true,
  }));

/** Extras and groups: `extra web`, `group prod by default`, `group test left`; a group of pip's by its file. */
export const sets = (...stated: string[]): OptionalDependencies[] =>
  stated.map((text, index) => {
    const [kind, key = '', ...how] = text.split(' ');
    return {
      kind: kind === 'extra' ? 'extra' : 'group',
      ...{ name: key, key, keys: [key], requirements: [], localDependencies: [] },
      isDefault: how.includes('default'),
      isInstalled: !how.includes('left'),
      source: { file: 'apps/api/pyproject.toml', line: 10 + index },
    };
  });

const pyproject = 'apps/api/pyproject.toml';

/** A project with a pyproject.toml, and the lock file of its package manager. */
export const locked = (packageManager: 'uv' | 'poetry' | 'pdm'): Partial<PythonProject> => ({
  packageManager,
  manifest: pyproject,
  lockfile: `apps/api/${packageManager}.lock`,
  installFiles: [pyproject, `apps/api/${packageManager}.lock`],
});

/** A member of a uv workspace at the root. */
export const member: Partial<PythonProject> = {
  packageManager: 'uv',
  manifest: pyproject,
  lockfile: 'uv.lock',
  installFiles: [pyproject, 'pyproject.toml', 'uv.lock'],
  workspace: '.',
};
