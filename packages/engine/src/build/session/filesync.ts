import { createReadStream } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import { type Packet, packet, type Stat } from './protocol';
import type { SessionService } from './session';

/** One entry of a directory that is offered to the engine, with its content's hash and where to read it. */
export interface SyncedEntry {
  readonly path: string;
  readonly kind: 'file' | 'directory' | 'link';
  readonly mode: number;
  readonly size: number;
  readonly link: string;
  readonly sha256: string;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

/** A directory offered by name: `context`, `dockerfile`. Entries in path-component order, parents before children. */
export interface SyncedDirectory {
  readonly root: string;
  readonly entries: readonly SyncedEntry[];
}

type Stream = ServerDuplexStream<Packet, Packet>;

/**
 * Serves directories by fsutil's protocol: all stats first, then the bytes of the files that the engine asks for.
 * @param onChanged told of a file that is no longer what was hashed; the build must not be trusted then
 */
export function fileSyncService(
  directories: ReadonlyMap<string, SyncedDirectory>,
  onChanged: (path: string) => void,
): SessionService {
  const diffCopy = (stream: Stream) => {
    const name = String(stream.metadata.get('dir-name')[0] ?? 'context');
    const directory = directories.get(name);
    if (!directory) {
      stream.write({ type: packet.error, data: Buffer.from(`no directory ${name}`) });
      stream.end();
      return;
    }
    serve(stream, asksForIgnoreFile(stream) ? onlyIgnoreFile(directory) : directory, onChanged);
  };
  return { name: 'moby.filesync.v1.FileSync', implementation: { DiffCopy: diffCopy } };
}

// Before a build the engine looks for an ignore file, and keeps nothing of what it gets: sent whole, the context would
// travel once more with every build.
const ignoreFile = '.dockerignore';
const asksForIgnoreFile = ({ metadata }: Stream) => metadata.get('followpaths').join() === ignoreFile;
const onlyIgnoreFile = ({ root, entries }: SyncedDirectory): SyncedDirectory => ({
  root,
  entries: entries.filter(({ path }) => path === ignoreFile),
});

function serve(stream: Stream, { root, entries }: SyncedDirectory, onChanged: (path: string) => void): void {
  let sending = Promise.resolve();
  const fail = (error: Error) => {
    stream.write({ type: packet.error, data: Buffer.from(error.message) });
    stream.end();
  };
  stream.on('error', () => undefined);
  stream.on('data', ({ type, ID = 0 }: Packet) => {
    if (type === packet.finish) {
      stream.write({ type: packet.finish });
      stream.end();
    }
    const entry = entries[ID];
    if (type !== packet.request || !entry) return;
    sending = sending
      .then(() => sendFile(stream, root, entry, ID))
      .then((intact) => {
        if (!intact) throw new Error(`${entry.path} changed while it was read`);
      });
    sending.catch((error: Error) => {
      onChanged(entry.path);
      fail(error);
    });
  });
  for (const entry of entries) stream.write({ type: packet.stat, stat: statOf(entry) });
  stream.write({ type: packet.stat });
}

// True if the bytes sent are the ones that were told of. Else the file is left without its end, so that no image is made.
async function sendFile(stream: Stream, root: string, entry: SyncedEntry, ID: number): Promise<boolean> {
  const hash = createHash('sha256');
  let size = 0;
  // One byte more than it had, so that a file which grows without end has one here.
  const upTo = { end: entry.size, highWaterMark: 32 * 1024 };
  for await (const chunk of createReadStream(join(root, entry.path), upTo)) {
    const data = chunk as Buffer;
    hash.update(data);
    size += data.length;
    if (isOver(stream)) return true;
    if (!stream.write({ type: packet.data, ID, data })) await drained(stream);
  }
  if (hash.digest('hex') !== entry.sha256 || size !== entry.size) return false;
  stream.write({ type: packet.data, ID });
  return true;
}

/** True where nobody reads any more: the engine gave up, and no image comes of it. */
const isOver = (stream: Stream) => stream.cancelled || stream.destroyed || stream.writableEnded;

/** Waits until a stream takes more; a stream that is over, or ends meanwhile, will never say so. */
export const drained = (stream: Stream) =>
  new Promise<void>((resolve) => {
    if (isOver(stream) || !stream.writableNeedDrain) return resolve();
    const events = ['drain', 'cancelled', 'close', 'error'];
    const done = () => {
      for (const event of events) stream.off(event, done);
      resolve();
    };
    for (const event of events) stream.on(event, done);
  });

// Go's os.FileMode: the type in the high bits, permissions as in POSIX, set-id and sticky bits moved.
const goDirectory = 0x8000_0000;
const goLink = 0x0800_0000;

function goMode({ kind, mode }: SyncedEntry): number {
  const type = kind === 'directory' ? goDirectory : kind === 'link' ? goLink : 0;
  const setUid = mode & 0o4000 ? 0x0080_0000 : 0;
  const setGid = mode & 0o2000 ? 0x0040_0000 : 0;
  const sticky = mode & 0o1000 ? 0x0010_0000 : 0;
  return (type | setUid | setGid | sticky | (mode & 0o777)) >>> 0;
}

/**
 * The engine asks for a file again when its size or time differs from its own copy's. The nanoseconds come from the
 * content's hash, so that an edit of the same size within the same second is never missed.
 */
function statOf(entry: SyncedEntry): Stat {
  const seconds = BigInt(Math.floor(entry.modified / 1000)) * 1_000_000_000n;
  const nanoseconds = entry.sha256 === '' ? 0n : BigInt(`0x${entry.sha256.slice(0, 12)}`) % 1_000_000_000n;
  return {
    path: entry.path,
    mode: goMode(entry),
    size: String(entry.kind === 'file' ? entry.size : 0),
    modTime: String(seconds + nanoseconds),
    ...(entry.kind === 'link' && { linkname: entry.link }),
  };
}
