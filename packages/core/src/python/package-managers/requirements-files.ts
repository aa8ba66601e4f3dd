import { posix } from 'node:path';
import { isFile } from '../paths';
import type { ProjectSource } from './table';

// The names people give to what production installs, the most usual first. What is for development, tests or docs
// alone is not among them, nor is requirements.in, which pip-compile reads.
const requirementsFiles = [
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

/** The requirements file that production installs, relative to the workspace root; null where there is none. */
export const requirementsFileOf = ({ root, tree }: ProjectSource): string | null =>
  requirementsFiles.map((name) => posix.join(root, name)).find((file) => isFile(tree, file)) ?? null;
