import type { PythonProject } from '../../python/project';
import { environmentDirectory } from '../layout';
import { caBundle } from '../network-secrets';
import { olderPoetryPins, poetryPins } from './pins/poetry';
import {
  dependenciesWhy,
  developmentWhy,
  downloadMounts,
  fileMounts,
  installed,
  localDirectories,
  localPackagesByPip,
  oneAtATime,
  serverCommands,
  sourceMounts,
  withServer,
} from './steps';
import type { Installation } from './table';

const mounts = downloadMounts([oneAtATime('/root/.cache/pypoetry')], ['poetry-auth']);

/** Poetry: in the environment that is active. It would install local packages as links to their sources: pip copies. */
export const poetry: Installation = {
  environment: {
    POETRY_NO_INTERACTION: '1',
    REQUESTS_CA_BUNDLE: caBundle,
    SSL_CERT_FILE: caBundle,
    VIRTUAL_ENV: environmentDirectory,
  },
  releases: [
    { python: '3.10', requirements: ['poetry==2.5.1'], pins: poetryPins },
    { python: '3.9', requirements: ['poetry==2.2.1'], pins: olderPoetryPins },
    { python: '3.8', requirements: ['poetry==1.8.5'] },
  ],
  dependencies: (project) => ({
    why: dependenciesWhy,
    mounts: [...withServer(project, mounts), ...manifestMounts(project)],
    commands: [`poetry install --compile${chosen(project)}${withoutLocal}`, ...serverCommands(project)],
  }),
  localPackages: (project) => localPackagesByPip(project),
  development: (project) => ({
    why: developmentWhy,
    mounts: [...mounts, ...manifestMounts(project)],
    commands: [`poetry install --compile --without main${withoutLocal}`],
  }),
};

const chosen = ({ optional }: PythonProject) =>
  [
    ` --only ${['main', ...installed(optional, 'group')].join(',')}`,
    ...installed(optional, 'extra').map((extra) => ` --extras ${extra}`),
  ].join('');

const withoutLocal = ' --no-root --no-directory';

// Without a lock file, Poetry must see the local packages to know what they depend on.
const manifestMounts = (project: PythonProject) => [
  ...fileMounts(project.installFiles),
  ...(project.lockfile === null ? sourceMounts(localDirectories(project)) : []),
];
