import { describe, expect, it } from 'vitest';
import { onlySigning } from './agent-messages';

/** A request: length, kind, the rest. */
const request = (kind: number, rest = '') => {
  const body = Buffer.concat([Buffer.from([kind]), Buffer.from(rest)]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return Buffer.concat([length, body]);
};
const list = request(11);
const sign = request(13, 'key, data and flags');

const taken = (chunks: readonly Buffer[]) => {
  const refused: Buffer[] = [];
  const requests = onlySigning((answer) => refused.push(answer));
  return { passed: chunks.flatMap(requests), refused };
};

describe('onlySigning', () => {
  it('passes on requests to list keys and to sign, in whatever pieces they come', () => {
    const whole = Buffer.concat([list, sign, list]);
    for (let size = 1; size <= whole.length; size++) {
      const pieces = Array.from({ length: Math.ceil(whole.length / size) }, (_, index) =>
        whole.subarray(index * size, (index + 1) * size),
      );
      expect(taken(pieces), `pieces of ${size}`).toEqual({ passed: [list, sign, list], refused: [] });
    }
  });

  // Add, remove, remove all, lock, unlock, add with constraints, extension; of the first protocol, too.
  it.each([1, 7, 9, 17, 18, 19, 22, 23, 25, 27, 255])('refuses a request of kind %d, and goes on', (kind) => {
    const { passed, refused } = taken([Buffer.concat([request(kind, 'x'), sign])]);
    expect(passed).toEqual([sign]);
    expect(refused).toEqual([Buffer.from([0, 0, 0, 1, 5])]);
  });

  it('ends what is no request', () => {
    expect(() => taken([Buffer.from('GET / HTTP/1.1\r\n')])).toThrow(/no request/);
    expect(() => taken([Buffer.alloc(8)])).toThrow(/no request/);
  });
});
