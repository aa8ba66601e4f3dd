import type { Engine } from '../connection/connect';

/** The last lines that a container printed, both streams in order; empty where it can't be told. */
export async function lastLogLines(engine: Engine, containerId: string, lines: number): Promise<string[]> {
  const container = engine.docker.getContainer(containerId);
  try {
    const raw = await container.logs({ stdout: true, stderr: true, tail: lines, follow: false });
    const text = demultiplex(raw).replace(/\n$/, '');
    return text === '' ? [] : text.split(/\r?\n/).slice(-lines);
  } catch {
    return [];
  }
}

// Frames of 8 bytes header (stream, 3 zero bytes, length) and payload; a terminal's output has none.
function demultiplex(raw: Buffer): string {
  const chunks: Buffer[] = [];
  for (let at = 0; at < raw.length;) {
    const framed = (raw[at] ?? 9) <= 2 && raw.readUIntBE(at + 1, 3) === 0 && at + 8 <= raw.length;
    if (!framed) return raw.toString();
    const length = raw.readUInt32BE(at + 4);
    chunks.push(raw.subarray(at + 8, at + 8 + length));
    at += 8 + length;
  }
  return Buffer.concat(chunks).toString();
}
