import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type { Directories } from './known-projects';
import { type Mark, Marks } from './marks';

/** What is known of directories, and what the paths that it was read from were like. */
interface Stored<Facts> {
  readonly key: string;
  readonly marks: readonly (readonly [path: string, ...mark: Mark])[];
  readonly directories: Readonly<Record<string, Known<Facts>>>;
}

interface Known<Facts> {
  /** The names of the files that made it be looked at. */
  readonly files: string;
  /** Indexes of marks. */
  readonly from: readonly number[];
  readonly facts: Facts;
}

/** Facts of directories that were read before, on disk: as long as nothing changed that they were read from, they hold. */
export class FactsCache<Facts> {
  readonly marks: Marks;
  private readonly file: string;
  private readonly stored: Stored<Facts>;
  private readonly isOff = process.env['NX_CACHE_PROJECT_GRAPH'] === 'false';

  /**
   * @param workspaceRoot absolute
   * @param settings whatever else the facts depend on
   */
  constructor(workspaceRoot: string, settings: unknown) {
    this.marks = new Marks(workspaceRoot);
    this.file = join(dataDirectory(workspaceRoot), 'pydock-projects.json');
    const key = createHash('sha256').update(JSON.stringify(settings)).digest('hex');
    const stored = this.isOff ? null : readStored<Facts>(this.file);
    this.stored = stored?.key === key ? stored : { key, marks: [], directories: {} };
  }

  /** What is known of directories and still holds. */
  valid(directories: Directories): Map<string, Facts> {
    const { marks, directories: stored } = this.stored;
    const holds = new Map<number, boolean>();
    const isSame = (index: number) => {
      const known = holds.get(index);
      if (known !== undefined) return known;
      const mark = marks[index];
      const same = mark !== undefined && this.marks.same(...mark);
      holds.set(index, same);
      return same;
    };
    const found = new Map<string, Facts>();
    for (const [directory, names] of directories) {
      const known = Object.hasOwn(stored, directory) ? stored[directory] : undefined;
      if (known?.files === filesOf(names) && known.from.every(isSame)) found.set(directory, known.facts);
    }
    return found;
  }

  /** Keeps facts for the next time, with the paths that each directory's were read from; those that hold stay. */
  store(
    looked: Directories,
    facts: ReadonlyMap<string, Facts>,
    read: ReadonlyMap<string, readonly string[]>,
  ): void {
    if (this.isOff) return;
    const marks = new Map<string, { index: number; mark: Mark }>();
    const indexOf = (path: string): number | null => {
      const known = marks.get(path);
      if (known) return known.index;
      const mark = this.marks.of(path);
      if (!mark) return null;
      marks.set(path, { index: marks.size, mark });
      return marks.size - 1;
    };
    const directories: Record<string, Known<Facts>> = {};
    for (const [directory, names] of looked) {
      const each = facts.get(directory);
      if (!each) continue;
      const before = this.stored.directories[directory]?.from.map(
        (index) => this.stored.marks[index]?.[0] ?? '',
      );
      const from = this.marks.needed(read.get(directory) ?? before ?? []).map(indexOf);
      if (from.every((index) => index !== null))
        directories[directory] = { files: filesOf(names), from, facts: each };
    }
    const stored: Stored<Facts> = {
      key: this.stored.key,
      marks: [...marks].map(([path, { mark }]) => [path, ...mark] as const),
      directories,
    };
    writeStored(this.file, stored);
  }
}

const filesOf = (names: ReadonlySet<string>) => [...names].sort().join(' ');

// Where Nx keeps what it computed of the workspace: `nx reset` empties it.
function dataDirectory(workspaceRoot: string): string {
  const given = process.env['NX_WORKSPACE_DATA_DIRECTORY'] ?? process.env['NX_PROJECT_GRAPH_CACHE_DIRECTORY'];
  if (given) return isAbsolute(given) ? given : join(workspaceRoot, given);
  return join(workspaceRoot, '.nx', 'workspace-data');
}

function readStored<Facts>(file: string): Stored<Facts> | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Stored<Facts>;
  } catch {
    return null;
  }
}

// A cache that can't be written is none; one half written is never seen.
function writeStored(file: string, stored: unknown): void {
  const temporary = `${file}.${process.pid}`;
  try {
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(temporary, JSON.stringify(stored));
    renameSync(temporary, file);
  } catch {
    // Read anew the next time.
  }
}
