import type { CachedFile, CachedFiles } from './stat-cache';

/** The parts of a stat cache's file that are not read yet, by directory. */
export type StatCacheSections = ReadonlyMap<string, StatCacheSection>;

export interface StatCacheSection {
  readonly checksum: string;
  readonly body: Buffer;
}

/** Tells one body from another; of any kind, as long as it is fast. */
export type Checksum = (body: Buffer) => string;

// What follows is of no use to a version that has another head.
const head = 'pydock stat cache 1\n';

/**
 * Finds the sections of a file: head, then for each directory `path NUL length NUL checksum LF` and a body of that length. None
 * where it is of another format, or cut off.
 */
export function readSections(file: Buffer): StatCacheSections {
  const sections = new Map<string, StatCacheSection>();
  if (file.toString('latin1', 0, head.length) !== head) return sections;
  for (let at = head.length; at < file.length;) {
    const first = file.indexOf(0, at);
    const second = first === -1 ? -1 : file.indexOf(0, first + 1);
    const end = second === -1 ? -1 : file.indexOf(10, second + 1);
    if (end === -1) return new Map();
    const length = Number(file.toString('latin1', first + 1, second));
    const next = end + 1 + length;
    if (!Number.isSafeInteger(length) || length < 0 || next > file.length) return new Map();
    sections.set(file.toString('utf8', at, first), {
      checksum: file.toString('latin1', second + 1, end),
      body: file.subarray(end + 1, next),
    });
    at = next;
  }
  return sections;
}

/** The files of a section; none where it is damaged. */
export function readSection({ body, checksum }: StatCacheSection, sum: Checksum): Map<string, CachedFile> {
  const files = new Map<string, CachedFile>();
  if (sum(body) !== checksum) return files;
  const fields = body.toString('utf8').split('\0');
  for (let index = 0; index + 2 < fields.length; index += 3)
    files.set(fields[index] ?? '', { key: fields[index + 1] ?? '', sha256: fields[index + 2] ?? '' });
  return files;
}

/** A section of a directory's files. */
export function makeSection(files: CachedFiles, sum: Checksum): StatCacheSection {
  const fields = [...files].map(([name, { key, sha256 }]) => `${name}\0${key}\0${sha256}\0`);
  const body = Buffer.from(fields.join(''));
  return { body, checksum: sum(body) };
}

/** The file of sections. */
export function writeSections(sections: StatCacheSections): Buffer {
  const parts = [...sections].flatMap(([directory, { checksum, body }]) => [
    Buffer.from(`${directory}\0${body.length}\0${checksum}\n`),
    body,
  ]);
  return Buffer.concat([Buffer.from(head), ...parts]);
}
