import type { Place } from '../errors';
import { isKnown, knownPythons } from './known-wheels/known-wheels';
import type { LockedPackage, Manifest, Requirement } from './package-managers/table';
import { markerReader, pythonsIn } from './markers';
import { pythonMinors } from './python-releases';
import { wheelFits } from './wheels';

/** What a project installs: what is locked, and what only a table knows the wheels of. */
export interface InstalledPackages {
  readonly locked: readonly LockedPackage[];
  readonly unlisted?: readonly Unlisted[] | undefined;
}

/** A package of which only the table knows the wheels, and the Pythons for which it is installed, if not all. */
export interface Unlisted extends Pick<Requirement, 'name' | 'specifier' | 'source'> {
  readonly pythons?: readonly string[] | undefined;
}

/** A package for which no wheel fits. */
export interface WithoutWheel {
  readonly name: string;
  /** As it is asked for: `numpy==1.21.0`. */
  readonly stated: string;
  readonly source: Place;
  /** The Pythons that the table of wheels knows wheels for; null where a lock file lists them. */
  readonly pythons: readonly string[] | null;
}

/**
 * What no lock file lists the wheels of, as far as the table knows its packages: requirements, and pins of a lock file
 * without names of files. What a constraints file says counts: it is written for what is installed.
 */
export function unlistedOf(manifest: Manifest, local: readonly Requirement[]): Unlisted[] {
  if (manifest.lockfile !== null)
    return manifest.locked
      .filter(({ name, wheels }) => wheels === null && isKnown(name))
      .map(({ name, version, pythons, source }) => ({ name, specifier: `==${version}`, pythons, source }));
  const readMarker = markerReader();
  return [...manifest.requirements, ...(manifest.constraints ?? []), ...local]
    .map((each) => (isBinaryPsycopg(each) ? { ...each, name: 'psycopg-binary' } : each))
    .filter(({ name }) => isKnown(name))
    .slice(0, mostUnlisted)
    .map(({ name, specifier, marker = '', source }) => {
      const stated = marker.length > longestMarker ? '' : marker;
      return { name, specifier, pythons: stated === '' ? undefined : pythonsIn(readMarker(stated)), source };
    });
}

// More than this nobody asks for of what the table knows.
const mostUnlisted = 300;
const longestMarker = 1_000;

// It brings its compiled half along in the same version.
const isBinaryPsycopg = ({ name, extras }: Requirement) => name === 'psycopg' && extras.includes('binary');

/** The packages that have wheels for some Python on Linux, but none for this one, by name. */
export function withoutWheel({ locked, unlisted = [] }: InstalledPackages, minor: string): WithoutWheel[] {
  const found = [
    ...byName(locked, minor).flatMap((versions) => missingLocked(versions, minor)),
    ...byName(unlisted, minor).flatMap((stated) => missingUnlisted(stated, minor)),
  ];
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The packages that the table of wheels knows none for that fits a Python, those included that it knows none at all for. */
export function knownWithoutWheel(unlisted: readonly Unlisted[], minor: string): WithoutWheel[] {
  return byName(unlisted, minor).flatMap((stated) => lacking(stated, minor));
}

/** Their names. */
export const compiledOn = (unlisted: readonly Unlisted[], minor: string | null): string[] =>
  minor === null ? [] : knownWithoutWheel(unlisted, minor).map(({ name }) => name);

interface Named {
  readonly name: string;
  readonly pythons?: readonly string[] | undefined;
}

// What is not installed on this Python says nothing.
function byName<Each extends Named>(packages: readonly Each[], minor: string): Each[][] {
  const named = new Map<string, Each[]>();
  for (const each of packages) {
    if (each.pythons && !each.pythons.includes(minor)) continue;
    const others = named.get(each.name);
    if (others) others.push(each);
    else named.set(each.name, [each]);
  }
  return [...named.values()];
}

// A lock file may have several versions of a package, of which one is enough.
function missingLocked(versions: readonly LockedPackage[], minor: string): WithoutWheel[] {
  const [first] = versions;
  if (!first || versions.some((each) => suits(each, minor))) return [];
  const { name, version, source } = first;
  return [{ name, stated: `${name}==${version}`, source, pythons: null }];
}

// What has no wheel at all is built anyway.
const suits = ({ wheels }: LockedPackage, minor: string) =>
  wheels === null ||
  wheels.some((wheel) => wheelFits(wheel, minor)) ||
  !wheels.some((wheel) => pythonMinors.some((each) => wheelFits(wheel, each)));

const missingUnlisted = (stated: readonly Unlisted[], minor: string) =>
  lacking(stated, minor).filter(({ pythons }) => pythons?.length !== 0);

// More than this nobody says of one package.
const mostSpecifiers = 20;

// Of one package, all that is said must hold: by the project, by what it depends on, by constraints.
function lacking(stated: readonly Unlisted[], minor: string): WithoutWheel[] {
  const [first] = stated;
  const specifiers = [...new Set(stated.map(({ specifier }) => specifier))].filter((each) => each !== '');
  if (!first || specifiers.length > mostSpecifiers) return [];
  const { name } = first;
  const pythons = knownPythons(name, specifiers.join(','));
  if (pythons === null || pythons.includes(minor)) return [];
  const of = ({ specifier }: Unlisted) => knownPythons(name, specifier)?.includes(minor) === false;
  const { specifier, source } = stated.find(of) ?? first;
  return [{ name, stated: `${name}${specifier}`, source, pythons }];
}
