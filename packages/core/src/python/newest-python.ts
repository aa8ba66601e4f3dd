import { satisfies } from '@renovatebot/pep440';
import { pythonMinors } from './python-releases';
import { type InstalledPackages, withoutWheel, type WithoutWheel } from './without-wheel';

/** The newest Python that will do, and what kept a newer one from it. */
export interface NewestPython {
  readonly version: string;
  readonly heldBackBy: WithoutWheel | null;
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
 * The newest of some minors for which every package has a wheel; where there is none, the one for which the fewest have
 * to be built.
 * @param minors at least one, newest first
 */
export function newestPython(minors: readonly string[], packages: InstalledPackages): NewestPython {
  const missing: { readonly minor: string; readonly packages: readonly WithoutWheel[] }[] = [];
  for (const minor of minors) {
    const without = withoutWheel(packages, minor);
    missing.push({ minor, packages: without });
    if (without.length === 0) break;
  }
  const fewest = Math.min(...missing.map((each) => each.packages.length));
  const at = missing.findIndex((each) => each.packages.length === fewest);
  const heldBackBy = at > 0 ? (missing[at - 1]?.packages[0] ?? null) : null;
  return { version: missing[at]?.minor ?? minors[0] ?? '', heldBackBy };
}
