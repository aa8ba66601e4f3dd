import { satisfies } from '@renovatebot/pep440';
import type { LockedPackage } from './package-managers/table';
import { pythonMinors } from './python-releases';
import { wheelFits } from './wheels';

/** The newest Python that will do, and what kept a newer one from it. */
export interface NewestPython {
  readonly version: string;
  readonly heldBackBy: LockedPackage | null;
}

/** The released minors that a PEP 440 specifier set allows, newest first; none for what is no specifier set. */
export function pythonsAllowedBy(specifier: string): string[] {
  const range = specifier.trim().replace(/\s*,$/, '');
  // An image has the last patch release of a minor, so those that allow it go before those that allow only others.
  const newest = [...pythonMinors].reverse();
  const allowed = (patches: readonly number[]) =>
    newest.filter((minor) => patches.some((patch) => satisfies(`${minor}.${patch}`, range)));
  const last = allowed([99]);
  return last.length > 0 ? last : allowed(everyPatch);
}

const everyPatch = Array.from({ length: 40 }, (_item, patch) => patch);

/** Whether a version, with or without a patch, may be what a specifier set allows. */
export const mayBeAllowed = (version: string, specifier: string): boolean => {
  const range = specifier.trim().replace(/\s*,$/, '');
  const minor = version.split('.').slice(0, 2).join('.');
  return [99, ...everyPatch].some((patch) => satisfies(`${minor}.${patch}`, range));
};

/**
 * The newest of some minors for which every locked package has a wheel; where there is none, the one for which the
 * fewest have to be built.
 * @param minors at least one, newest first
 */
export function newestPython(minors: readonly string[], locked: readonly LockedPackage[]): NewestPython {
  const missing = minors.map((minor) => ({ minor, packages: withoutWheel(locked, minor) }));
  const fewest = Math.min(...missing.map(({ packages }) => packages.length));
  const at = missing.findIndex(({ packages }) => packages.length === fewest);
  const heldBackBy = at > 0 ? (missing[at - 1]?.packages[0] ?? null) : null;
  return { version: missing[at]?.minor ?? minors[0] ?? '', heldBackBy };
}

// A package that has wheels for some Python on Linux, but none for this one; what has none at all is built anyway.
function withoutWheel(locked: readonly LockedPackage[], minor: string): LockedPackage[] {
  const named = new Map<string, LockedPackage[]>();
  for (const each of locked)
    if (!each.pythons || each.pythons.includes(minor))
      named.set(each.name, [...(named.get(each.name) ?? []), each]);
  const without = [...named.values()].filter((versions) => !versions.some((each) => suits(each, minor)));
  return without.flatMap((versions) => versions.slice(0, 1)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

const suits = ({ wheels }: LockedPackage, minor: string) =>
  wheels === null ||
  wheels.some((wheel) => wheelFits(wheel, minor)) ||
  !wheels.some((wheel) => pythonMinors.some((each) => wheelFits(wheel, each)));
