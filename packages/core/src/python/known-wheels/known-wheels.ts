import { pythonMinors } from '../python-releases';
import { allows, comparisonsOf, compareReleases, type Release, releaseOf } from '../releases';
import { pythonsOfText, sourceOnly, type WheelRow } from './row';
import table from './table.json';

// Made by `npm run wheels`.
const rows: Readonly<Record<string, WheelRow>> = table;

/** The first release with the same wheels as some that follow it, and the Pythons; null where it has none for Linux. */
interface Step {
  readonly release: Release;
  readonly pythons: readonly string[] | null;
}

/** Whether the table has a package, by its normalised name. */
export const isKnown = (name: string): boolean => Object.hasOwn(rows, name);

/**
 * The Pythons for which some version of a package that a specifier allows has a wheel; null where nothing is known: a
 * package that the table has not, versions that it has not or that are built from source everywhere.
 * @param name normalised
 */
export function knownPythons(name: string, specifier: string): readonly string[] | null {
  const found = allowedBy(stepsOf(name), specifier).flatMap(({ pythons }) => (pythons ? [pythons] : []));
  return found.length === 0
    ? null
    : pythonMinors.filter((minor) => found.some((each) => each.includes(minor)));
}

const read = new Map<string, readonly Step[]>();

function stepsOf(name: string): readonly Step[] {
  const before = read.get(name);
  if (before || !isKnown(name)) return before ?? [];
  const steps = Object.entries(rows[name] ?? {})
    .map(([version, text]) => ({
      release: releaseOf(version) ?? [],
      pythons: text === sourceOnly ? null : pythonsOfText(text),
    }))
    .sort((a, b) => compareReleases(a.release, b.release));
  read.set(name, steps);
  return steps;
}

// Between two steps nothing changes: beside their first releases, those that the specifier names are enough to try.
function allowedBy(steps: readonly Step[], specifier: string): readonly Step[] {
  const comparisons = comparisonsOf(specifier);
  if (comparisons === null) return [];
  const releases = [...steps, ...comparisons].map(({ release }) => release);
  const allowed = releases.filter((release) => allows(comparisons, release));
  return [...new Set(allowed.flatMap((release) => stepAt(steps, release) ?? []))];
}

const stepAt = (steps: readonly Step[], release: Release): Step | undefined =>
  steps.findLast((step) => compareReleases(step.release, release) <= 0);
