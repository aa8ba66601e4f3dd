import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createReport, interesting, statusLine } from './report.mjs';

const wait = (/** @type {number} */ milliseconds) =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Collects what is written. @param {boolean} interactive */
function reporting(interactive) {
  let text = '';
  return { report: createReport((part) => (text += part), { interactive }), text: () => text };
}

describe('report', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('numbers steps, indents what they say and closes each with its time', async () => {
    const { report, text } = reporting(false);
    const first = report.step('First', async (step) => {
      step.command('npm ci');
      await wait(1_200);
      step.line('a\nb');
    });
    await vi.advanceTimersByTimeAsync(1_200);
    await first;
    await report.step('Second', async () => undefined);
    expect(text()).toBe('\n1. First\n   $ npm ci\n   a\n   b\n   (1.2 s)\n\n2. Second\n   (0 ms)\n');
  });

  it('gives a sign of life every 5 s of silence', async () => {
    const { report, text } = reporting(false);
    const step = report.step('Long', async ({ latest }) => {
      latest('compiling');
      await wait(11_000);
    });
    await vi.advanceTimersByTimeAsync(11_000);
    await step;
    expect(text()).toBe('\n1. Long\n   … 5 s  compiling\n   … 10 s  compiling\n   (11.0 s)\n');
  });

  it('keeps one changing line on a terminal, and clears it', async () => {
    const { report, text } = reporting(true);
    const step = report.step('Long', () => wait(2_500));
    await vi.advanceTimersByTimeAsync(2_500);
    await step;
    expect(text()).toBe('\n1. Long\n\r\x1b[K   … 1 s\r\x1b[K   … 2 s\r\x1b[K   (2.5 s)\n');
  });

  it('passes a failure on, without a time', async () => {
    const { report, text } = reporting(false);
    await expect(report.step('Bad', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(text()).toBe('\n1. Bad\n');
  });
});

it('cuts what is latest to one line', () => {
  expect(statusLine(7_900, 'x'.repeat(100))).toBe(`… 7 s  ${'x'.repeat(69)}…`);
});

it('leaves out what Nx says of itself', () => {
  const lines = [
    ' NX   Running target docker-build for project api:',
    '- api',
    '> nx run api:docker-build',
    '',
  ];
  const ours = ['api: built pydock-demo-api in 595 ms', 'CREATE api/app.py', '- a list of two words'];
  expect(interesting([...lines, ...ours])).toEqual(ours);
});
