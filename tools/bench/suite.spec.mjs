import { expect, it } from 'vitest';
import { measure, runner, timed } from './suite.mjs';

const surroundings = () => ({ say: () => undefined, signal: new AbortController().signal });

/** A bench that writes down what is called, and measures the number of calls so far. */
function recording() {
  /** @type {string[]} */
  const calls = [];
  const run = (/** @type {string} */ name) => async () => calls.push(name);
  const note = (/** @type {string} */ name) => async () => void calls.push(name);
  const bench = { name: 'a/b', unit: 'n', runs: 2, prepare: note('prepare'), reset: note('reset') };
  return { calls, bench: { ...bench, ours: run('ours'), peer: { name: 'them', run: run('theirs') } }, note };
}

it('measures in turn, each after a reset, warm', async () => {
  const { calls, bench } = recording();
  const result = await measure(bench, null, surroundings());
  const round = ['reset', 'ours', 'reset', 'theirs'];
  expect(calls).toEqual(['prepare', ...round, ...round, ...round]);
  expect(result).toEqual({ name: 'a/b', unit: 'n', peer: 'them', ours: [7, 11], theirs: [9, 13] });
});

it('measures alone where there is no peer', async () => {
  const { bench } = recording();
  expect(await measure({ ...bench, peer: null }, null, surroundings())).toMatchObject({
    peer: null,
    theirs: null,
  });
});

it('closes a suite that fails, or is interrupted', async () => {
  const { calls, bench, note } = recording();
  const run = runner({ open: note('open'), close: note('close'), benches: [bench] });
  await expect(run({ ...surroundings(), signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow(
    'enough',
  );
  expect(calls).toEqual(['open', 'prepare', 'close']);
});

it('times', async () => {
  expect(await timed(() => new Promise((resolve) => setTimeout(resolve, 20)))).toBeGreaterThan(18);
});
