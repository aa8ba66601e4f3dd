import { Duplex } from 'node:stream';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import { expect, it } from 'vitest';
import type { Packet } from './protocol';
import { drained } from './filesync';

/** A stream whose reader is slow: it takes the next packet when it is told to. */
function slowStream() {
  const waiting: (() => void)[] = [];
  const stream = new Duplex({
    objectMode: true,
    highWaterMark: 1,
    read: () => undefined,
    write: (_chunk, _encoding, done) => void waiting.push(done),
  });
  const cancellable = Object.assign(stream, { cancelled: false });
  return {
    stream: cancellable as unknown as ServerDuplexStream<Packet, Packet>,
    take: () => waiting.shift()?.(),
  };
}

const isSettled = async (promise: Promise<void>) =>
  Promise.race([promise.then(() => true), new Promise((resolve) => setTimeout(resolve, 50, false))]);

it('waits until the stream takes more', async () => {
  const { stream, take } = slowStream();
  expect(stream.write({ type: 0 })).toBe(false);
  const waiting = drained(stream);
  expect(await isSettled(waiting)).toBe(false);
  take();
  expect(await isSettled(waiting)).toBe(true);
});

const ends: [string, (stream: ServerDuplexStream<Packet, Packet>) => unknown][] = [
  ['closed', (stream) => stream.destroy()],
  ['ended', (stream) => stream.end()],
  [
    'cancelled',
    (stream) => {
      stream.cancelled = true;
      stream.emit('cancelled', 'cancelled');
    },
  ],
];

it.each(ends)('does not wait for a stream that is %s already', async (_how, end) => {
  const { stream } = slowStream();
  stream.write({ type: 0 });
  end(stream);
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(await isSettled(drained(stream))).toBe(true);
});

it.each(ends.filter(([how]) => how !== 'ended'))(
  'does not wait on for one that is %s meanwhile',
  async (_how, end) => {
    const { stream } = slowStream();
    stream.write({ type: 0 });
    const waiting = drained(stream);
    end(stream);
    expect(await isSettled(waiting)).toBe(true);
  },
);
