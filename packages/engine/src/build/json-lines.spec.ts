import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { jsonLines } from './json-lines';

const read = async (chunks: readonly Buffer[]) => {
  const values: unknown[] = [];
  for await (const value of jsonLines(Readable.from(chunks, { objectMode: false }))) values.push(value);
  return values;
};

/** A text cut into chunks of so many bytes. */
const cut = (text: string, size: number) => {
  const bytes = Buffer.from(text);
  const count = Math.ceil(bytes.length / size);
  return Array.from({ length: count }, (_, index) => bytes.subarray(index * size, (index + 1) * size));
};

describe('jsonLines', () => {
  const values = [{ stream: 'Größe 日本 🐍' }, { text: 'a\nb' }, 42, null, { last: true }];
  const text = values.map((value) => JSON.stringify(value)).join('\n');

  it.each([1, 2, 3, 5, 7, 1000])(
    'reads values from chunks of %d bytes, characters cut in two',
    async (size) => {
      expect(await read(cut(`${text}\n`, size))).toEqual(values);
      expect(await read(cut(text, size))).toEqual(values);
    },
  );

  it('skips empty lines, and takes lines that end with CRLF', async () => {
    expect(await read([Buffer.from('\n{"a":1}\r\n\r\n{"a":2}\r\n\n')])).toEqual([{ a: 1 }, { a: 2 }]);
    expect(await read([])).toEqual([]);
  });

  it('gives each value as soon as it is whole', async () => {
    const stream = new Readable({ read: () => undefined });
    const lines = jsonLines(stream);
    stream.push('{"a":1}\n{"a"');
    expect((await lines.next()).value).toEqual({ a: 1 });
    stream.push(':2}\n');
    expect((await lines.next()).value).toEqual({ a: 2 });
    stream.destroy();
  });

  it('fails on what is no JSON', async () => {
    await expect(read([Buffer.from('{"a":1}\noops\n')])).rejects.toThrow(SyntaxError);
  });
});
