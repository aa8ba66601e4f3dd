import { type BuildEvent, maskOf } from '@pydock/core';
import { expect, it } from 'vitest';
import { maskEvents } from './masking';

const told = (events: readonly BuildEvent[]) => {
  const all: BuildEvent[] = [];
  const tell = maskEvents(maskOf(['s3cret', 'tok3n']), (event) => all.push(event));
  for (const event of events) tell(event);
  return all;
};
const log = (text: string, step = 'a'): BuildEvent => ({ kind: 'log', step, text });
const completed = (step: string, name: string, error: string): BuildEvent => ({
  kind: 'step-completed',
  step,
  name,
  cached: false,
  duration: 1,
  error,
});

it('masks names, errors and log lines', () => {
  expect(
    told([
      { kind: 'step-started', step: 'a', name: 'RUN echo s3cret' },
      log('has s3cret\nand tok3n\n'),
      completed('a', 'RUN echo s3cret', 'process "echo tok3n"'),
    ]),
  ).toEqual([
    { kind: 'step-started', step: 'a', name: 'RUN echo ****' },
    log('has ****\nand ****\n'),
    completed('a', 'RUN echo ****', 'process "echo ****"'),
  ]);
});

it('masks what comes in two pieces, step by step, and tells the rest when a step ends', () => {
  const events = [log('one s3'), log('tok', 'b'), log('cret two\nthree s3c'), log('3n', 'b'), log('ret')];
  expect(told([...events, completed('b', 'b', ''), completed('a', 'a', '')])).toEqual([
    log('one **** two\n'),
    log('****', 'b'),
    completed('b', 'b', ''),
    log('three ****'),
    completed('a', 'a', ''),
  ]);
});

it('tells a line that is written over at once', () => {
  expect(told([log('10 %\r20 %\r30')])).toEqual([log('10 %\r20 %\r')]);
});
