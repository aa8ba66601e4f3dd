/** What the file system tells of a file; times in nanoseconds. */
export interface FileStat {
  readonly size: bigint;
  readonly mtimeNs: bigint;
  readonly ctimeNs: bigint;
  readonly ino: bigint;
  readonly dev: bigint;
  readonly mode: bigint;
}

/** The time by the clock of a file system, which need not be that of this machine. */
export interface FileSystemTime {
  readonly timeNs: bigint;
  readonly dev: bigint;
}

/** What is known of the files of one directory, by their names. */
export type CachedFiles = ReadonlyMap<string, CachedFile>;

export interface CachedFile {
  /** What the file system told when the file was hashed. */
  readonly key: string;
  /** The SHA-256 of its bytes, hex. */
  readonly sha256: string;
}

/** A file whose key is the same has the same bytes, if it was settled when it was hashed. */
export const statKey = ({ size, mtimeNs, ctimeNs, ino, dev, mode }: FileStat): string =>
  `${size} ${mtimeNs} ${ctimeNs} ${ino} ${dev} ${mode}`;

// No file system in use counts in longer steps than FAT, 2 s; where we saw the clock itself, a tick of the kernel will do.
const longestTick = 2_000_000_000n;
const tick = 10_000_000n;

/**
 * Whether every later change of a file will show in its key. A file that changed within the tick in which it is hashed may change
 * again and keep its times: it is not settled, and is hashed again the next time.
 * @param now taken before the file's bytes were read
 */
export function isSettled({ mtimeNs, ctimeNs, dev }: FileStat, now: FileSystemTime): boolean {
  const latest = now.timeNs - (dev === now.dev ? tick : longestTick);
  return mtimeNs < latest && ctimeNs < latest;
}
