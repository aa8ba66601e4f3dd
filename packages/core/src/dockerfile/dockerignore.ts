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
  '**/.coverage',
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

/** The text of `Dockerfile.dockerignore`: only the project's directory is let in, less what no image should hold. */
export function renderDockerignore(root: string): string {
  const admit =
    root === '.'
      ? []
      : ['# The context is the workspace root: let in this project only.', '**', `!${root}`, ''];
  return [
    ...admit,
    '# Never in an image: caches, environments, secrets.',
    ...neverInImage.map((pattern) => within(root, pattern)),
    ...(root === '.' ? [] : [`${root}/project.json`]),
    '',
  ].join('\n');
}

// What is let in again is let in again in the project only.
const within = (root: string, pattern: string) =>
  pattern.startsWith('!') && root !== '.' ? `!${root}/${pattern.slice(1)}` : pattern;
