import { expect, it } from 'vitest';
import { jsonRow, table } from './rows.mjs';

const noop = {
  name: 'up/noop',
  unit: 'ms',
  peer: 'docker compose up',
  ours: [20, 10, 30],
  theirs: [90, 100, 110],
};
const alone = { name: 'build/bytes', unit: 'bytes', peer: null, ours: [91, 91], theirs: null };

it('is one JSON object, with medians', () => {
  expect(jsonRow(noop)).toBe(
    '{"bench":"up/noop","unit":"ms","ours":20,"peer":"docker compose up","theirs":100,"ratio":5,"runs":3}',
  );
  expect(jsonRow({ ...noop, ours: [7] })).toContain('"ratio":14.286');
});

it('has nulls where there is no peer', () => {
  expect(JSON.parse(jsonRow(alone))).toEqual({
    bench: 'build/bytes',
    unit: 'bytes',
    ours: 91,
    peer: null,
    theirs: null,
    ratio: null,
    runs: 2,
  });
});

it('is a table', () => {
  expect(table([noop, alone, { ...noop, ours: [200], theirs: [100] }])).toBe(
    [
      'BENCH        SUBJECT            MEDIAN      MIN–MAX    P95   RATIO           RUNS',
      'up/noop      pydock             20.0 ms     10.0–30.0  29.0  5.00×           3',
      '             docker compose up  100 ms      90.0–110   109                   3',
      'build/bytes  pydock             91.0 bytes  91.0–91.0  91.0  -               2',
      'up/noop      pydock             200 ms      200–200    200   0.50× (slower)  1',
      '             docker compose up  100 ms      100–100    100                   1',
    ].join('\n'),
  );
});

it('says larger of what is no time', () => {
  expect(table([{ ...noop, unit: 'MB', ours: [7.1], theirs: [4.9] }])).toContain('0.69× (larger)');
});
