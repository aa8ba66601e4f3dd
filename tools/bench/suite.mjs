/**
 * One run of one subject: gives the measured number, in the bench's unit.
 * @template Context
 * @typedef {(context: Context) => Promise<number>} Run
 */
/**
 * What is measured. A bench that has several peers is listed once for each.
 * @template Context
 * @typedef {object} Bench
 * @property {string} name suite and case, such as `up/noop`
 * @property {string} unit such as `ms` or `bytes`; less is better
 * @property {number} runs of each subject, in turn
 * @property {Run<Context>} ours
 * @property {{ name: string, run: Run<Context> } | null} peer
 * @property {(context: Context) => Promise<void>} [prepare] once, before the first run
 * @property {(context: Context) => Promise<void>} [reset] before each run of either subject, not measured
 */
/**
 * Benches on one input. `open` makes the input and `close` leaves the machine as it was, whatever happened.
 * @template Context
 * @typedef {object} Suite
 * @property {(surroundings: Surroundings) => Promise<Context>} open
 * @property {(context: Context) => Promise<void>} close
 * @property {readonly Bench<Context>[]} benches
 */
/** What a suite works in: where it may tell of its progress, and the end that the user may ask for. */
/** @typedef {{ say: (line: string) => void, signal: AbortSignal }} Surroundings */
/**
 * @template Context
 * @typedef {{ bench: Bench<Context>, ours: number[], theirs: number[] | null }} Measured
 */
/** A bench with what came out, whatever its context was. */
/** @typedef {{ name: string, unit: string, peer: string | null, ours: number[], theirs: number[] | null }} Result */

/** Opens a suite, measures its benches and closes it. @typedef {(surroundings: Surroundings) => Promise<Result[]>} Runner */

/** How long something takes, in milliseconds. @param {() => Promise<unknown>} work */
export async function timed(work) {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/**
 * A suite as main.mjs runs it.
 * @template Context
 * @param {Suite<Context>} suite
 * @returns {Runner}
 */
export const runner =
  ({ open, close, benches }) =>
  async (surroundings) => {
    const context = await open(surroundings);
    try {
      /** @type {Result[]} */
      const results = [];
      for (const bench of benches) results.push(await measure(bench, context, surroundings));
      return results;
    } finally {
      await close(context);
    }
  };

/**
 * Runs both subjects in turn, after one run of each that does not count.
 * @template Context
 * @param {Bench<Context>} bench
 * @param {Context} context
 * @param {Surroundings} surroundings
 * @returns {Promise<Result>}
 */
export async function measure({ name, unit, runs, ours, peer, prepare, reset }, context, { say, signal }) {
  /** @type {number[][]} */
  const values = [[], []];
  const subjects = peer ? [ours, peer.run] : [ours];
  await prepare?.(context);
  for (let round = 0; round <= runs; round++) {
    for (const [index, subject] of subjects.entries()) {
      signal.throwIfAborted();
      await reset?.(context);
      const value = await subject(context);
      if (round > 0) values[index]?.push(value);
    }
    const last = values.slice(0, subjects.length).map((each) => each.at(-1)?.toFixed(1) ?? 'warm');
    say(`${name}  ${round}/${runs}  ${last.join('  ')}`);
  }
  const [mine = [], theirs = []] = values;
  return { name, unit, peer: peer?.name ?? null, ours: mine, theirs: peer ? theirs : null };
}
