import type { PythonProject } from '../../python/project';
import { environmentDirectory } from '../layout';
import { caBundle } from '../network-secrets';
import { olderPipenvPins, pipenvPins } from './pins/pipenv';
import {
  compileCommand,
  dependenciesWhy,
  developmentWhy,
  downloadMounts,
  fileMounts,
  installed,
  localPackagesByPip,
  localSources,
  oneAtATime,
  outsideOf,
  pipCache,
  serverCommands,
  sourceMounts,
} from './steps';
import type { Installation } from './table';

const mounts = downloadMounts([pipCache, oneAtATime('/root/.cache/pipenv')], ['pip-conf']);

/** Pipenv: in the environment that is active. */
export const pipenv: Installation = {
  environment: {
    PIPENV_NOSPIN: '1',
    PIPENV_VERBOSITY: '-1',
    REQUESTS_CA_BUNDLE: caBundle,
    VIRTUAL_ENV: environmentDirectory,
  },
  releases: [
    { python: '3.10', requirements: ['pipenv==2026.10.3'], pins: pipenvPins },
    { python: '3.9', requirements: ['pipenv==2025.0.4'], pins: olderPipenvPins },
    { python: '3.8', requirements: ['pipenv==2024.4.1'] },
  ],
  dependencies: (project) => ({
    why: dependenciesWhy,
    mounts: [...mounts, ...manifestMounts(project)],
    commands: [
      `pipenv install${deploy(project)}${chosen(project)}`,
      ...serverCommands(project),
      compileCommand,
      dropRequests,
    ],
  }),
  // Pipenv installs them with the rest, as links to their sources: pip makes copies of them.
  localPackages: (project) => localPackagesByPip(project, ' --force-reinstall'),
  development: (project) => ({
    why: developmentWhy,
    mounts: [...mounts, ...manifestMounts(project)],
    commands: [`pipenv install${deploy(project)} --dev`, dropRequests],
  }),
};

// What it asked of an index it leaves behind, with the credentials.
const dropRequests = 'rm -rf /tmp/pipenv-*';

const chosen = ({ optional }: PythonProject) => {
  const categories = installed(optional, 'group');
  return categories.length > 0 ? ` --categories ${['packages', ...categories].join(',')}` : '';
};

const deploy = ({ lockfile }: PythonProject) => (lockfile === null ? '' : ' --deploy');

// Pipenv has no way to leave local packages for later.
const manifestMounts = (project: PythonProject) => [
  ...fileMounts(outsideOf(project.installFiles, localSources(project))),
  ...sourceMounts(localSources(project)),
];
