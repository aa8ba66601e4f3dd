import { summarize } from './statistics.mjs';

/** @typedef {import('./suite.mjs').Result} Result */

/** One result as one line for programs. @param {Result} result */
export function jsonRow({ name, unit, peer, ours, theirs }) {
  const mine = summarize(ours).median;
  const other = theirs && summarize(theirs).median;
  return JSON.stringify({
    bench: name,
    unit,
    ours: rounded(mine),
    peer,
    theirs: other === null ? null : rounded(other),
    ratio: other === null ? null : rounded(other / mine),
    runs: ours.length,
  });
}

const rounded = (/** @type {number} */ value) => Math.round(value * 1000) / 1000;

/** Results as a table for people; where we are slower or larger, the ratio says so. @param {readonly Result[]} results */
export function table(results) {
  const head = ['BENCH', 'SUBJECT', 'MEDIAN', 'MIN–MAX', 'P95', 'RATIO', 'RUNS'];
  const rows = results.flatMap(({ name, unit, peer, ours, theirs }) => {
    const own = [name, 'pydock', ...cells(ours, unit), ratioCell(ours, theirs, unit), `${ours.length}`];
    return theirs ? [own, ['', peer ?? '', ...cells(theirs, unit), '', `${theirs.length}`]] : [own];
  });
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** @param {readonly number[]} values @param {string} unit */
function cells(values, unit) {
  const { median, min, max, p95 } = summarize(values);
  return [`${legible(median)} ${unit}`, `${legible(min)}–${legible(max)}`, legible(p95)];
}

/** @param {readonly number[]} ours @param {readonly number[] | null} theirs @param {string} unit */
function ratioCell(ours, theirs, unit) {
  if (!theirs) return '-';
  const ratio = summarize(theirs).median / summarize(ours).median;
  // What rounds to 1.00 is neither.
  return ratio < 0.995
    ? `${ratio.toFixed(2)}× (${unit === 'ms' ? 'slower' : 'larger'})`
    : `${ratio.toFixed(ratio < 10 ? 2 : 1)}×`;
}

/** Three digits or so. @param {number} value */
const legible = (value) =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
