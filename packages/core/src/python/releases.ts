import { parse } from '@renovatebot/pep440';

/** The numbers of a version: `1.21.0` is 1, 21, 0. What stands behind them, of pre-releases and the like, is left out. */
export type Release = readonly number[];

/** The numbers of a version as PEP 440 writes it; null for what is none. */
export const releaseOf = (version: string): Release | null => parse(version)?.release ?? null;

/** Negative where the first is the older one. */
export function compareReleases(a: Release, b: Release): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** One comparison of a specifier set: `>=1.2`, `==1.2.*`. */
export interface Comparison {
  readonly operator: string;
  readonly release: Release;
  readonly isPrefix: boolean;
}

/**
 * The comparisons of a PEP 440 specifier set; null for what is none. The library that reads them elsewhere takes a
 * tenth of a millisecond for each version that is tried, and here hundreds are.
 */
export function comparisonsOf(specifier: string): readonly Comparison[] | null {
  const parts = specifier
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const read = parts.flatMap((part) => {
    const [, operator = '', version = '', star] =
      /^(===|==|~=|!=|<=|>=|<|>)\s*([^\s*]+?)(\.\*)?$/.exec(part) ?? [];
    const release = releaseOf(version);
    return release === null ? [] : [{ operator, release, isPrefix: star !== undefined }];
  });
  return read.length === parts.length ? read : null;
}

/** Whether a final release is what every comparison allows. */
export const allows = (comparisons: readonly Comparison[], version: Release): boolean =>
  comparisons.every((each) => holds(each, version));

function holds({ operator, release, isPrefix }: Comparison, version: Release): boolean {
  const difference = compareReleases(version, release);
  const begins = (numbers: Release) => numbers.every((number, index) => number === (version[index] ?? 0));
  const isSame = isPrefix ? begins(release) : difference === 0;
  if (operator === '==' || operator === '===') return isSame;
  if (operator === '!=') return !isSame;
  if (operator === '~=') return difference >= 0 && begins(release.slice(0, -1));
  if (operator === '<') return difference < 0;
  if (operator === '>') return difference > 0;
  return operator === '<=' ? difference <= 0 : difference >= 0;
}
