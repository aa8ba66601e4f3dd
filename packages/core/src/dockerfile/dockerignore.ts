import { posix } from 'node:path';
import type { PythonProject } from '../python/project';
import { lockPartFile, sharedLockName } from './layout';

/** What no image should hold, wherever it lies: caches, environments, VCS, secrets, Docker's own files. */
export const neverInImage = [
  '**/.git',
  '**/.hg',
  '**/.svn',
  '**/__pycache__',
  '**/*.py[cod]',
  '**/.venv',
  '**/venv',
  '**/.mypy_cache',
  '**/.pytest_cache',
  '**/.ruff_cache',
  '**/.tox',
  '**/.nox',
  '**/.pdm-build',
  '**/.pdm-python',
  '**/.coverage',
  '**/*.egg-info',
  '**/node_modules',
  '**/.nx',
  '**/.pydock',
  '**/.DS_Store',
  '**/.env',
  '**/.env.*',
  '!**/.env.example',
  '**/*.pem',
  '**/*.key',
  '**/.netrc',
  '**/.pypirc',
  '**/Dockerfile',
  '**/Dockerfile.dockerignore',
  '**/.dockerignore',
  '**/docker-compose*.yml',
] as const;

type Contents = Pick<PythonProject, 'root' | 'installFiles' | 'developmentFiles' | 'localDependencies'>;

/** The text of `Dockerfile.dockerignore`: only what the Dockerfile reads is let in, less what no image should hold. */
export function renderDockerignore(project: Contents): string {
  const admitted = admittedPaths(project);
  const isWhole = admitted.includes('.');
  const admit = isWhole
    ? []
    : [
        `# The context is the workspace root: let in this project${admitted.length > 1 ? ', and what its install step reads,' : ''} only.`,
        '**',
        ...admitted.map((path) => `!${path}`),
        '',
      ];
  return [
    ...admit,
    '# Never in an image: caches, environments, secrets.',
    ...neverInImage.flatMap((pattern) => (isWhole ? pattern : within(project.root, pattern))),
    ...(project.root === '.' ? [] : [`${project.root}/project.json`]),
    ...(sharesLock(project) ? [`${project.root}/${lockPartFile}`] : []),
    '',
  ].join('\n');
}

const sharesLock = ({ root, installFiles }: Contents) =>
  installFiles.some((file) => posix.basename(file) === sharedLockName && posix.dirname(file) !== root);

// The project first; what lies within another admitted directory comes with it.
function admittedPaths({ root, installFiles, developmentFiles, localDependencies }: Contents): string[] {
  const directories = localDependencies.map(({ directory }) => directory);
  const paths = [root, ...directories, ...installFiles, ...developmentFiles];
  const holds = (directory: string, path: string) =>
    path !== directory && (directory === '.' || path.startsWith(`${directory}/`));
  return [...new Set(paths)].filter((path) => !paths.some((each) => holds(each, path)));
}

// What is let in again is let in again in the project only.
const within = (root: string, pattern: string) =>
  pattern.startsWith('!') && root !== '.' ? `!${root}/${pattern.slice(1)}` : pattern;
