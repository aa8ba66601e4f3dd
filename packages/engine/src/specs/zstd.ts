const magic = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);
// No checksum, no size; a window of 128 KB.
const header = Buffer.from([0x00, 0x38]);
const largest = 128 * 1024;

/** Bytes as a zstd frame that stores them as they are: whoever takes zstd takes it, and any Node can make it. */
export function storedZstd(data: Buffer): Buffer {
  const blocks: Buffer[] = [];
  for (let start = 0; start === 0 || start < data.length; start += largest) {
    const block = data.subarray(start, start + largest);
    const isLast = start + largest >= data.length;
    const head = Buffer.alloc(3);
    head.writeUIntLE((block.length << 3) | (isLast ? 1 : 0), 0, 3);
    blocks.push(head, block);
  }
  return Buffer.concat([magic, header, ...blocks]);
}
