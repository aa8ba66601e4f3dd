/** What many runs of one thing come to. @typedef {{ median: number, p95: number, min: number, max: number }} Summary */

/** @param {readonly number[]} values @returns {Summary} */
export function summarize(values) {
  if (values.length === 0) throw new RangeError('nothing was measured');
  return {
    median: quantile(values, 0.5),
    p95: quantile(values, 0.95),
    min: Math.min(...values),
    max: Math.max(...values),
  };
}

/** A quantile, with a straight line between neighbours. @param {readonly number[]} values @param {number} part 0 to 1 */
export function quantile(values, part) {
  const sorted = values.toSorted((a, b) => a - b);
  const position = (sorted.length - 1) * part;
  const [below = NaN, above = below] = sorted.slice(Math.floor(position), Math.floor(position) + 2);
  return below + (above - below) * (position - Math.floor(position));
}
