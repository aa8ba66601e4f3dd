import { pythonMinors } from '../python-releases';

/** The Pythons for which a package has wheels, by the first version with just these: `"2.1.0": "3.10-3.13"`. */
export type WheelRow = Readonly<Record<string, string>>;

/** What is written where a version has no wheels for Linux at all: it is built from source everywhere. */
export const sourceOnly = 'source';

/** `3.8-3.10`; a comma where one is left out. */
export function rangeText(pythons: readonly string[]): string {
  const runs: string[][] = [];
  for (const minor of pythons) {
    const run = runs.at(-1);
    const follows = run && pythonMinors.indexOf(minor) === pythonMinors.indexOf(run.at(-1) ?? '') + 1;
    if (follows) run.push(minor);
    else runs.push([minor]);
  }
  return runs.map((run) => (run.length > 1 ? `${run[0]}-${run.at(-1)}` : run[0])).join(', ');
}

/** The Pythons that such a text names. */
export const pythonsOfText = (text: string): string[] =>
  text.split(', ').flatMap((run) => {
    const [first = '', last = first] = run.split('-');
    const at = pythonMinors.indexOf(first);
    return at === -1 ? [] : pythonMinors.slice(at, pythonMinors.indexOf(last) + 1);
  });
