import type { PythonProject } from '../../python/project';
import { environmentDirectory } from '../layout';
import { caBundle } from '../network-secrets';
import {
  compileCommand,
  dependenciesWhy,
  developmentWhy,
  downloadMounts,
  fileMounts,
  installed,
  localDirectories,
  localPackagesWhy,
  oneAtATime,
  outsideOf,
  serverCommands,
  sourceMounts,
  withServer,
} from './steps';
import type { Installation } from './table';

const mounts = downloadMounts([oneAtATime('/root/.cache/pdm')], ['pdm-config']);

/** PDM: in the environment that is active. */
export const pdm: Installation = {
  environment: {
    PDM_CHECK_UPDATE: '0',
    REQUESTS_CA_BUNDLE: caBundle,
    SSL_CERT_FILE: caBundle,
    VIRTUAL_ENV: environmentDirectory,
  },
  // With its own extra it pins all that it depends on: newer releases of unearth and hishel break it.
  releases: [
    { python: '3.10', requirements: ['pdm[locked]==2.29.3'] },
    { python: '3.9', requirements: ['pdm[locked]==2.26.9'] },
    { python: '3.8', requirements: ['pdm[locked]==2.20.1'] },
  ],
  dependencies: (project) => ({
    why: dependenciesWhy,
    mounts: [...withServer(project, mounts), ...manifestMounts(project)],
    commands: [
      `pdm install${checked(project)}${chosen(project)} --no-self --no-editable`,
      ...serverCommands(project),
      compileCommand,
    ],
  }),
  localPackages(project) {
    if (!project.isPackage) return null;
    const sources = [project.root, ...localDirectories(project)];
    return {
      why: localPackagesWhy,
      mounts: [...mounts, ...fileMounts(outsideOf(project.installFiles, sources)), ...sourceMounts(sources)],
      commands: [`pdm install${checked(project)}${chosen(project)} --no-editable`, compileCommand],
    };
  },
  development: (project) => ({
    why: developmentWhy,
    mounts: [...mounts, ...manifestMounts(project)],
    commands: [`pdm install${checked(project)} --no-self --no-editable`],
  }),
};

// A group is one of development to PDM: it is asked for by itself, and --prod does not go with it.
const chosen = ({ optional }: PythonProject) =>
  [
    installed(optional, 'group').length > 0 ? '' : ' --prod',
    ...[...installed(optional, 'extra'), ...installed(optional, 'group')].map((key) => ` -G ${key}`),
  ].join('');

const checked = ({ lockfile }: PythonProject) => (lockfile === null ? '' : ' --check');

// PDM has no way to leave local packages for later.
const manifestMounts = (project: PythonProject) => [
  ...fileMounts(project.installFiles),
  ...sourceMounts(localDirectories(project)),
];
