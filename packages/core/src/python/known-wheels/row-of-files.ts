import { compare, parse, satisfies } from '@renovatebot/pep440';
import { pythonsOfMarker, pythonsIn } from '../markers';
import { parsePep508 } from '../pep508';
import { pythonMinors } from '../python-releases';
import { wheelFits } from '../wheels';
import { rangeText, sourceOnly, type WheelRow } from './row';

/** A version, the minors for which it has wheels on x86-64, and whether it has wheels for any Python on Linux. */
export interface Release {
  readonly version: string;
  readonly pythons: readonly string[];
  readonly hasWheels: boolean;
}

/**
 * The releases that file names of an index tell of, the oldest first; pre-releases left out.
 * @param compiled takes wheels without compiled code for none: a package that has them for what it was not tried on
 */
export function releasesOf(files: readonly string[], compiled: boolean): Release[] {
  const versions = new Map<string, string[]>();
  for (const file of files) {
    const version = versionIn(file);
    if (version === null) continue;
    const isWheel = file.endsWith('.whl') && !(compiled && file.endsWith('-any.whl'));
    versions.set(version, [...(versions.get(version) ?? []), ...(isWheel ? [file] : [])]);
  }
  return [...versions]
    .map(([version, wheels]) => ({ version, ...fittingOf(wheels) }))
    .sort((a, b) => compare(a.version, b.version));
}

function versionIn(file: string): string | null {
  const [, version = ''] =
    /^[\w.]+-(\d[^-]*)-.*\.whl$/.exec(file) ?? /-(\d[^-]*)\.(?:tar\.gz|zip)$/.exec(file) ?? [];
  const parsed = parse(version);
  return parsed === null || isEarly(parsed) ? null : version;
}

// The types say that both are lists.
const isEarly = ({ pre, dev }: { readonly pre: unknown; readonly dev: unknown }) =>
  pre !== null || dev !== null;

function fittingOf(wheels: readonly string[]): Pick<Release, 'pythons' | 'hasWheels'> {
  const here = wheels.filter((each) => !/(aarch64|musllinux)\w*\.whl$/.test(each));
  return {
    pythons: pythonMinors.filter((minor) => here.some((wheel) => wheelFits(wheel, minor))),
    hasWheels: here.some((wheel) => /-cp3\d+-.*linux\w*_x86_64\.whl$|-any\.whl$/.test(wheel)),
  };
}

/**
 * The releases of a package that brings others along: the Pythons for which there are wheels of these as well.
 * @param requires the requirements of its versions; a version that is not named has none
 * @param others the releases of what it may bring along, by name
 */
export function withOthers(
  releases: readonly Release[],
  requires: Readonly<Record<string, readonly string[]>>,
  others: ReadonlyMap<string, readonly Release[]>,
): Release[] {
  return releases.map((release) => {
    const needed = (requires[release.version] ?? []).flatMap((text) => {
      const stated = parsePep508(text.replace(/^([\w.-]+(?:\[.*?\])?) \((.*?)\)/, '$1$2'));
      const known = stated && !/\bextra\b/.test(stated.marker) ? others.get(stated.name) : undefined;
      return stated && known ? [{ stated, known }] : [];
    });
    const fits = (minor: string) =>
      needed.every(({ stated: { specifier, marker }, known }) => {
        if (!(pythonsIn(pythonsOfMarker(marker)) ?? pythonMinors).includes(minor)) return true;
        return known.some(
          (each) => (specifier === '' || satisfies(each.version, specifier)) && each.pythons.includes(minor),
        );
      });
    return needed.length === 0
      ? release
      : { ...release, pythons: pythonMinors.filter(fits), hasWheels: true };
  });
}

/** A row of the table: the steps at which the Pythons change, the first that has wheels first. */
export function rowOfReleases(releases: readonly Release[]): WheelRow {
  const row: Record<string, string> = {};
  let last = sourceOnly;
  for (const { version, pythons, hasWheels } of releases) {
    const stated = hasWheels ? rangeText(pythons) : sourceOnly;
    if (stated !== last) row[version] = stated;
    last = stated;
  }
  return row;
}
