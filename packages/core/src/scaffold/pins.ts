import { normaliseName } from '../python/pep508';
import pinned from './pins.json';
import type { FrameworkTemplate, PinnedRequirement } from './table';

/** The exact versions of what a framework's services install, made by `npm run pins`. */
interface PinnedFramework {
  readonly requires: readonly string[];
  readonly develops: readonly string[];
}

const frameworks: Readonly<Record<string, PinnedFramework>> = pinned.frameworks;

/** The oldest Python that a service can be scaffolded for: everything is pinned to versions that have it. */
export const oldestPython = '3.11';

/** What builds the packages of services that are packages. */
export const backendNames: readonly string[] = ['pdm-backend', 'poetry-core', 'setuptools', 'uv-build'];

/** Their versions, such as `poetry-core==2.5.1`. */
export const backends: readonly string[] = pinned.backends;

/** Everything that a framework's services install, and all that development adds, as lines of a requirements file. */
export const pinsOf = ({ name }: FrameworkTemplate): PinnedFramework =>
  frameworks[name] ?? { requires: [], develops: [] };

/** A requirement of a template's, `celery[redis]` or `django<6`, at the version that is pinned. */
export function pinOf(template: FrameworkTemplate, requirement: string): PinnedRequirement {
  const [, name = '', extras = ''] = /^([\w.-]+)(?:\[([\w,-]+)\])?/.exec(requirement) ?? [];
  const { requires, develops } = pinsOf(template);
  const line = [...requires, ...develops].find((each) => nameOf(each) === name);
  const version = /==([^\s;]+)/.exec(line ?? '')?.[1];
  if (version === undefined) throw new Error(`pins.json has no ${name} for ${template.name}: npm run pins`);
  return { name, extras: extras === '' ? [] : extras.split(','), version };
}

/** The normalised name of a line of a requirements file. */
export const nameOf = (line: string): string => normaliseName(/^[\w.-]+/.exec(line)?.[0] ?? '');
