import type { LockedPackage, Manifest, Requirement } from './package-managers/table';
import { type SystemPackageRow, systemPackageRows } from './system-package-rows';

/** Debian packages that a project needs beside Python's own. */
export interface SystemPackages {
  /** In the builder stage alone: compilers, headers. */
  readonly build: readonly string[];
  /** In the runtime stage: shared libraries, programs. */
  readonly runtime: readonly string[];
}

/**
 * What a project's packages need of Debian, sorted. Compilers and headers only where a package has no wheel for Linux:
 * the lock file tells, or its row.
 * @param python `major.minor`; without it a wheel of any CPython counts
 */
export function systemPackages(manifest: Manifest, python: string | null = null): SystemPackages {
  const build = new Set<string>();
  const runtime = new Set<string>();
  for (const name of installedNames(manifest)) {
    const locked = manifest.locked.find((each) => each.name === name) ?? null;
    const row = rowOf(name, manifest);
    for (const each of row?.runtime ?? []) runtime.add(each);
    for (const each of buildOf(row, locked, python)) build.add(each);
  }
  if (manifest.requirements.some(isFromGit)) build.add('git');
  return { build: [...build].sort(), runtime: [...runtime].sort() };
}

const installedNames = ({ requirements, locked }: Manifest) =>
  new Set(
    [...requirements, ...locked]
      .map(({ name }) => name)
      .concat(requirements.some(isPsycopgC) ? ['psycopg-c'] : []),
  );

const isPsycopgC = ({ name, extras }: Requirement) => name === 'psycopg' && extras.includes('c');

// What has its library inside needs none of Debian's.
const bundled: Readonly<Record<string, string>> = { psycopg: 'psycopg-binary', pyvips: 'pyvips-binary' };

function rowOf(name: string, { requirements, locked }: Manifest): SystemPackageRow | null {
  const binary = bundled[name];
  const isInside =
    binary !== undefined &&
    ([...requirements, ...locked].some((each) => each.name === binary) ||
      requirements.some((each) => each.name === name && each.extras.includes('binary')));
  return isInside ? null : (systemPackageRows.find(({ of }) => of.includes(name)) ?? null);
}

// A package with wheels, but none for this Python on Linux, is compiled; one without any is, unless its row says so, Python.
function buildOf(
  row: SystemPackageRow | null,
  locked: LockedPackage | null,
  python: string | null,
): readonly string[] {
  const wheels = locked?.wheels ?? null;
  if (wheels === null) return row?.sourceOnly ? row.build : [];
  if (wheels.some((wheel) => isUsable(wheel, python))) return [];
  if (row) return row.build;
  return wheels.length > 0 ? ['g++', 'gcc', 'libc6-dev'] : [];
}

/** Whether a wheel, by its file name, can be installed on a glibc Linux. */
function isUsable(wheel: string, python: string | null): boolean {
  const [platform = '', abi = '', tags = ''] = wheel
    .replace(/\.whl$/, '')
    .split('-')
    .reverse();
  if (!/(^|\.)any$|linux/.test(platform) || /^musllinux/.test(platform)) return false;
  const minor = Number(python?.split('.')[1] ?? Number.NaN);
  return tags.split('.').some((tag) => {
    if (/^py[23]/.test(tag)) return !tag.startsWith('py2');
    const [, own] = /^cp3(\d+)$/.exec(tag) ?? [];
    if (own === undefined) return false;
    return (
      Number.isNaN(minor) ||
      (abi.includes('abi3') ? Number(own) <= minor : Number(own) === minor && !abi.endsWith('t'))
    );
  });
}

const isFromGit = ({ specifier }: Requirement) => /^@?\s*git\+/.test(specifier);
