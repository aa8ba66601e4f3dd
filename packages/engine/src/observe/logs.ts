import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Engine } from '../connection/connect';

/** The last lines that a container printed, both streams in order; empty where it can't be told. */
export async function lastLogLines(engine: Engine, containerId: string, lines: number): Promise<string[]> {
  try {
    const text = demultiplex(await rawLogs(engine, containerId, lines)).replace(/\r?\n$/, '');
    return text === '' ? [] : text.split(/\r?\n/).slice(-lines);
  } catch {
    return [];
  }
}

// As a stream: read whole, the client would take a terminal's output for JSON where it is JSON.
function rawLogs(engine: Engine, containerId: string, lines: number): Promise<Buffer> {
  const options = {
    path: `/containers/${containerId}/logs?`,
    method: 'GET',
    options: { stdout: true, stderr: true, tail: lines },
    isStream: true,
    statusCodes: { 200: true, 404: 'no such container', 500: 'server error' },
  };
  return new Promise((resolve, reject) => {
    engine.docker.modem.dial(options as never, (error: unknown, stream: unknown) => {
      if (error) reject(error as Error);
      else buffer(stream as Readable).then(resolve, reject);
    });
  });
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
