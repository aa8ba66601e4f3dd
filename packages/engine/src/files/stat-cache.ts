import { randomUUID } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import {
  type CachedFile,
  type FileStat,
  type FileSystemTime,
  isSettled,
  makeSection,
  readSection,
  readSections,
  statKey,
  type StatCacheSection,
  type StatCacheSections,
  writeSections,
} from '@pydock/core';
import { ensureStateDirectory, stateDirectory } from '../compose/lock';

const fileName = 'stat-cache';
const sum = (body: Buffer) => crc32(body).toString(16);

/**
 * Hashes of files by what the file system tells of them, kept from run to run as git's index does. Several processes may have one:
 * the last one to write wins, and what it did not know is hashed again.
 */
export class StatCache {
  private readonly directories = new Map<string, Map<string, CachedFile>>();
  /** The names in each directory that was read, and of these what is new. */
  private readonly names = new Map<string, ReadonlySet<string>>();
  private readonly changed = new Set<string>();
  private clock: FileSystemTime | null | undefined;

  private constructor(
    private readonly workspaceRoot: string,
    private readonly sections: StatCacheSections,
    private readonly isKept: boolean,
  ) {}

  /**
   * What earlier runs left in the workspace; empty where there is nothing, or nothing of use.
   * @param isKept whether what is learnt is for later runs as well
   */
  static open(workspaceRoot: string, isKept = true): StatCache {
    return new StatCache(workspaceRoot, sectionsOf(workspaceRoot), isKept);
  }

  /** One that knows nothing and keeps nothing. */
  static none(workspaceRoot: string): StatCache {
    return new StatCache(workspaceRoot, new Map(), false);
  }

  /** The files of a directory that are known. */
  filesOf(directory: string): ReadonlyMap<string, CachedFile> {
    const known = this.directories.get(directory);
    if (known) return known;
    const section = this.sections.get(directory);
    const files = section ? readSection(section, sum) : new Map<string, CachedFile>();
    this.directories.set(directory, files);
    return files;
  }

  /** Tells which names there are in a directory: others are forgotten. */
  listed(directory: string, names: readonly string[]): void {
    this.names.set(directory, new Set(names));
  }

  /** To be called before the first file is read that may be learnt. */
  async startClock(): Promise<void> {
    if (this.clock !== undefined) return;
    this.clock = null;
    if (this.isKept) this.clock = await fileSystemTime(this.workspaceRoot);
  }

  /** Keeps the hash of a file, if every later change of it will show. */
  learn(directory: string, name: string, stat: FileStat, sha256: string): void {
    if (!this.clock || !isSettled(stat, this.clock)) return;
    this.filesOf(directory);
    this.directories.get(directory)?.set(name, { key: statKey(stat), sha256 });
    this.changed.add(directory);
  }

  /** Writes what was learnt, as a whole: a reader sees the old file or the new one. Where that fails, nothing is kept. */
  async save(): Promise<void> {
    if (this.changed.size === 0) return;
    const sections = new Map<string, StatCacheSection>();
    for (const [directory, section] of sectionsOf(this.workspaceRoot))
      if (this.names.has(directory) || existsSync(join(this.workspaceRoot, directory)))
        sections.set(directory, section);
    for (const directory of this.changed) {
      const names = this.names.get(directory);
      const files = [...this.filesOf(directory)].filter(([name]) => names?.has(name) ?? true);
      sections.set(directory, makeSection(new Map(files), sum));
    }
    this.changed.clear();
    const file = join(this.workspaceRoot, stateDirectory, fileName);
    const beside = `${file}.${randomUUID()}`;
    try {
      await writeFile(beside, writeSections(sections));
      await rename(beside, file);
    } catch {
      await rm(beside, { force: true }).catch(() => undefined);
    }
  }
}

function sectionsOf(workspaceRoot: string): StatCacheSections {
  try {
    return readSections(readFileSync(join(workspaceRoot, stateDirectory, fileName)));
  } catch {
    return new Map();
  }
}

// The clock that files get their times from; null where nothing can be written.
async function fileSystemTime(workspaceRoot: string): Promise<FileSystemTime | null> {
  try {
    const file = join(await ensureStateDirectory(workspaceRoot), `${fileName}.${randomUUID()}`);
    writeFileSync(file, '');
    const { ctimeNs: timeNs, dev } = lstatSync(file, { bigint: true });
    rmSync(file);
    return { timeNs, dev };
  } catch {
    return null;
  }
}
