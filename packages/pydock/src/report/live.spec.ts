import type { ServiceEvent } from '@pydock/core';
import { expect, it, onTestFinished, vi } from 'vitest';
import { LiveDisplay } from './live';

/** A terminal as far as it is written to: what stands on it, and whether its cursor is seen. */
function screen() {
  const lines: string[] = [''];
  let [row, column, cursor] = [0, 0, true];
  const put = (text: string) => {
    const line = lines[row] ?? '';
    lines[row] = line.slice(0, column).padEnd(column) + text + line.slice(column + text.length);
    column += text.length;
  };
  const write = (text: string) => {
    for (const [token] of text.matchAll(/\x1b\[\??\d*[a-zA-Z]|[\r\n]|[^\x1b\r\n]+/g)) {
      if (token === '\n') [row, column] = [row + 1, 0];
      else if (token === '\r') column = 0;
      else if (token === '\x1b[K') lines[row] = (lines[row] ?? '').slice(0, column);
      else if (token === '\x1b[J') lines.splice(row, lines.length, (lines[row] ?? '').slice(0, column));
      else if (token === '\x1b[?25l') cursor = false;
      else if (token === '\x1b[?25h') cursor = true;
      else if (token.endsWith('A')) row -= Number(/\d+/.exec(token)?.[0]);
      else if (!token.startsWith('\x1b')) put(token);
      if (row < 0) throw new Error('above the top');
      lines[row] ??= '';
    }
  };
  return { write, text: () => lines.filter((line) => line !== ''), hasCursor: () => cursor };
}

const started = (image: string): ServiceEvent => ({ kind: 'build-started', image, cause: 'x' });
const step = (name: string): ServiceEvent => ({ kind: 'step-started', step: name, name });
const completed = (image: string): ServiceEvent => ({
  kind: 'build-completed',
  image,
  imageId: '',
  duration: 4200,
});

function display() {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const shown = screen();
  let columns = 80;
  const close = vi.fn();
  const live = new LiveDisplay({ columns: () => columns, close }, shown.write);
  return { ...shown, live, close, resize: (to: number) => (columns = to) };
}

const timeless = (lines: readonly string[]) => lines.map((line) => line.replace(/\d[\d.]* m?s/, '…'));

it('draws a line for each running build, and leaves that of one that ended', () => {
  const { live, text, hasCursor } = display();
  live.say('above');
  live.tell('api', started('shop-api'));
  live.tell('web', started('shop-web'));
  live.tell('api', step('[1/2] RUN a'));
  expect(hasCursor()).toBe(false);
  vi.advanceTimersByTime(100);
  expect(timeless(text())).toEqual(['above', 'api  1/2  …  RUN a', 'web       …  waiting for the engine']);
  live.tell('web', { kind: 'note', text: 'noted' });
  live.tell('web', completed('shop-web'));
  vi.advanceTimersByTime(100);
  const ended = ['above', 'web: noted', 'web: built shop-web in … (0 of 0 steps cached)'];
  expect(timeless(text())).toEqual([...ended, 'api  1/2  …  RUN a']);
  live.tell('api', { kind: 'build-failed', code: 'PYDOCK_BUILD_FAILED', message: '' });
  expect(timeless(text())).toEqual([...ended, 'api: not built, PYDOCK_BUILD_FAILED']);
  expect(hasCursor()).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});

it('fits a terminal that became narrower', () => {
  const { live, text, resize } = display();
  live.tell('api', started('shop-api'));
  live.tell('api', step(`[1/2] RUN ${'a'.repeat(200)}`));
  resize(40);
  vi.advanceTimersByTime(100);
  expect(text()[0]).toHaveLength(39);
});

it('gives the cursor back when it is closed, or the process ends, in the middle of a build', () => {
  const { live, text, hasCursor, close } = display();
  live.tell('api', started('shop-api'));
  expect(hasCursor()).toBe(false);
  live.close();
  expect(hasCursor()).toBe(true);
  expect(text()).toEqual([]);
  expect(close).toHaveBeenCalledOnce();
  live.tell('api', started('shop-api'));
  const before = process.listeners('exit').at(-1) as () => void;
  before();
  expect(hasCursor()).toBe(true);
  live.close();
});

it('draws nothing where all is up to date', () => {
  const { live, text } = display();
  live.tell('api', { kind: 'up-to-date', image: 'shop-api' });
  expect(text()).toEqual(['api: shop-api is up to date']);
  expect(vi.getTimerCount()).toBe(0);
});
