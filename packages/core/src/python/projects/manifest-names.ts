import { posix } from 'node:path';

/**
 * The names people give to what production installs, the most usual first. What is for development, tests or docs alone is
 * not among them, nor is requirements.in, which pip-compile reads.
 */
export const requirementsFiles: readonly string[] = [
  'requirements.txt',
  'requirements/production.txt',
  'requirements/prod.txt',
  'requirements/requirements.txt',
  'requirements/main.txt',
  'requirements/base.txt',
  'requirements/common.txt',
  'requirements/default.txt',
  'requirements/core.txt',
  'requirements/deploy.txt',
  'requirements/app.txt',
  'requirements/runtime.txt',
  'requirements-production.txt',
  'requirements-prod.txt',
  'requirements_production.txt',
  'requirements_prod.txt',
  'requirements.prod.txt',
  'requirements-base.txt',
  'requirements_base.txt',
  'requirements.lock',
  'requirements.lock.txt',
  'requirements-lock.txt',
  'requirement.txt',
  'requires.txt',
  'reqs.txt',
  'pip-requirements.txt',
  'pip_requirements.txt',
  'deps.txt',
];

/** The files that make a directory a Python project, or may, relative to it. */
export const manifestNames: readonly string[] = [
  'pyproject.toml',
  'Pipfile',
  'setup.py',
  'setup.cfg',
  ...requirementsFiles,
];

const names = new Set(manifestNames);
// What they end with: this is asked of every file of a workspace.
const lastParts = new Set(manifestNames.map((name) => posix.basename(name)));

/** Whose manifest a file is, and its path from there; null for one that is none. */
export function manifestOf(file: string): { readonly directory: string; readonly name: string } | null {
  const name = file.slice(file.lastIndexOf('/') + 1);
  if (!lastParts.has(name)) return null;
  const above = posix.dirname(file);
  const nested = `${posix.basename(above)}/${name}`;
  if (names.has(nested)) return { directory: posix.dirname(above), name: nested };
  return names.has(name) ? { directory: above, name } : null;
}
