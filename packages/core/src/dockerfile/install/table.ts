import type { PackageManagerName } from '../../python/package-managers/table';
import type { PythonProject } from '../../python/project';
import type { Step } from '../instruction-text';
import { pdm } from './pdm';
import { pip } from './pip';
import { pipenv } from './pipenv';
import { poetry } from './poetry';
import { uv } from './uv';

/** How a package manager brings a project's packages into /app/.venv. */
export interface Installation {
  /** What it is told by its environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** What pip installs it from, for each Python that it runs on, the newest first; empty for pip itself. */
  readonly releases: readonly Release[];
  /** Installs what an index has, from manifests alone; null where these can't tell what that is. */
  dependencies(project: PythonProject): Step | null;
  /** Builds and installs the local packages, the project's own among them; null where there are none. */
  localPackages(project: PythonProject): Step | null;
  /** Adds what development needs; null where the manifests name nothing. */
  development(project: PythonProject): Step | null;
}

/** Releases that work together, and the oldest Python, `major.minor`, that they run on. */
export interface Release {
  readonly python: string;
  readonly requirements: readonly string[];
  /** What they depend on, exact, a requirement a line; left out where they depend on nothing, or pin it themselves. */
  readonly pins?: string;
}

export const installations: Readonly<Record<PackageManagerName, Installation>> = {
  uv,
  poetry,
  pdm,
  pipenv,
  pip,
};
