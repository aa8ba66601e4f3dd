import type { PythonProject } from '../../python/project';
import { environmentDirectory } from '../layout';
import { caBundle } from '../network-secrets';
import {
  dependenciesWhy,
  developmentWhy,
  downloadMounts,
  fileMounts,
  installed,
  localDirectories,
  localPackagesWhy,
  outsideOf,
  serverRequirement,
  sourceMounts,
} from './steps';
import type { Installation } from './table';

const mounts = downloadMounts(['/root/.cache/uv'], ['uv-toml']);

/** The release of uv that is known to work. */
export const uvRelease = '0.13.9';

/** uv. In the directory of a workspace's member it installs that member alone, with what it depends on. */
export const uv: Installation = {
  environment: {
    SSL_CERT_FILE: caBundle,
    UV_COMPILE_BYTECODE: '1',
    UV_LINK_MODE: 'copy',
    UV_PROJECT_ENVIRONMENT: environmentDirectory,
    // Of the image, whatever a .python-version says.
    UV_PYTHON: 'python',
    UV_PYTHON_DOWNLOADS: '0',
  },
  releases: [{ python: '3.8', requirements: [`uv==${uvRelease}`] }],
  dependencies: (project) => ({
    why: dependenciesWhy,
    mounts: [...mounts, ...fileMounts(project.installFiles), ...unlockedSources(project)],
    commands: [
      hasLocal(project)
        ? `uv sync${frozen(project)}${chosen(project)} --no-install-local`
        : `uv sync${checked(project)}${chosen(project)}`,
      ...serverRequirement(project).map(
        (server) => `uv pip install --python ${environmentDirectory} ${server}`,
      ),
    ],
  }),
  localPackages(project) {
    if (!hasLocal(project)) return null;
    const sources = [...(project.isPackage ? [project.root] : []), ...localDirectories(project)];
    return {
      why: localPackagesWhy,
      mounts: [...mounts, ...fileMounts(outsideOf(project.installFiles, sources)), ...sourceMounts(sources)],
      // Inexact: what the step above added stays. Refresh: uv takes an edited package for the one that it has built before.
      commands: [`uv sync${checked(project)}${chosen(project)} --no-editable --inexact --refresh`],
    };
  },
  development: (project) => ({
    why: developmentWhy,
    mounts: [...mounts, ...fileMounts(project.installFiles), ...unlockedSources(project)],
    commands: [`uv sync${frozen(project)} --no-install-local --inexact`],
  }),
};

// Its default groups come along by themselves, but for those that development alone needs.
function chosen({ optional }: PythonProject): string {
  const groups = optional.filter(({ kind }) => kind === 'group');
  const left = groups.filter(
    ({ name, isDefault, isInstalled }) => name !== 'dev' && isDefault && !isInstalled,
  );
  const words = [
    ...(installed(groups, 'group').includes('dev') ? [] : ['--no-dev']),
    ...left.map(({ key }) => `--no-group ${key}`),
    ...installed(optional, 'extra').map((key) => `--extra ${key}`),
    ...installed(
      groups.filter(({ isDefault }) => !isDefault),
      'group',
    ).map((key) => `--group ${key}`),
  ];
  return words.map((word) => ` ${word}`).join('');
}

const hasLocal = ({ isPackage, localDependencies }: PythonProject) =>
  isPackage || localDependencies.length > 0;
const frozen = ({ lockfile }: PythonProject) => (lockfile === null ? '' : ' --frozen');

// A lock file can be checked only where all that it speaks of is there: in a workspace other members are not.
const checked = ({ lockfile, workspace }: PythonProject) =>
  lockfile === null ? '' : workspace === null ? ' --locked' : ' --frozen';

// Without a lock file, uv must see the local packages to know what they depend on.
const unlockedSources = (project: PythonProject) =>
  project.lockfile === null ? sourceMounts(localDirectories(project)) : [];
