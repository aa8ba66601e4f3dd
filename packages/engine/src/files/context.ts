import {
  type ContextRules,
  type ContextSelection,
  contextSelection,
  fileNameInvalid,
  type HashedEntry,
} from '@pydock/core';
import { type Found, isLossy, type Name, SourceFiles } from './source-files';
import { StatCache } from './stat-cache';

/** Reads what several builds may see; what they share is looked at and hashed once. */
export class ContextReader {
  private readonly files: SourceFiles;
  private reading: Promise<unknown> = Promise.resolve();

  constructor(
    workspaceRoot: string,
    private readonly cache: StatCache,
  ) {
    this.files = new SourceFiles(workspaceRoot, cache);
  }

  /**
   * A reader that knows files from earlier runs.
   * @param isKept whether what it learns is for later runs as well
   */
  static open(workspaceRoot: string, isKept = true): ContextReader {
    return new ContextReader(workspaceRoot, StatCache.open(workspaceRoot, isKept));
  }

  /**
   * Reads what a build may see: entries below the workspace root with the hash of their bytes, in path-component order.
   * Directories that hold an admitted file are admitted with it.
   * @throws PydockError PYDOCK_FILE_UNREADABLE
   */
  read(rules: ContextRules): Promise<HashedEntry[]> {
    // One after another, so that no file is hashed twice.
    const result = this.reading.then(() => this.readNow(rules));
    this.reading = result.catch(() => undefined);
    return result;
  }

  /** Keeps what was hashed for the next run. */
  async save(): Promise<void> {
    await this.cache.save();
  }

  private async readNow(rules: ContextRules): Promise<HashedEntry[]> {
    const found: (Found | null)[] = [];
    const walk = { files: this.files, selection: contextSelection(rules), found };
    visit(walk, '', rootsOf(rules.roots), false);
    await this.files.hash(found);
    return found.flatMap((each) => each?.entry ?? []);
  }
}

/** As ContextReader reads for a single build, knowing nothing of earlier runs. */
export const readContext = (workspaceRoot: string, rules: ContextRules): Promise<HashedEntry[]> =>
  new ContextReader(workspaceRoot, StatCache.none(workspaceRoot)).read(rules);

/** A directory on the way to roots; `whole` where it is one itself. */
interface Node {
  whole: boolean;
  readonly children: Map<string, Node>;
}

function rootsOf(roots: readonly string[]): Node {
  const top: Node = { whole: roots.includes('.'), children: new Map() };
  for (const root of roots) {
    let node = top;
    for (const part of root === '.' ? [] : root.split('/')) {
      const next = node.children.get(part) ?? { whole: false, children: new Map<string, Node>() };
      node.children.set(part, next);
      node = next;
    }
    node.whole = true;
  }
  return top;
}

interface Walk {
  readonly files: SourceFiles;
  readonly selection: ContextSelection;
  readonly found: (Found | null)[];
}

// The names of a directory in order; of one that is only on the way to roots, those that lead there.
function namesIn({ files, selection }: Walk, path: string, node: Node | null, within: boolean): Name[] {
  if (!within) return files.ordered([...(node?.children.keys() ?? [])]).map((name) => ({ name, kind: null }));
  return files
    .namesIn(path)
    .filter(({ name }) => selection.enters(join(path, name)) || node?.children.has(name));
}

const join = (path: string, name: string) => (path === '' ? name : `${path}/${name}`);

/** Walks a directory, in the order in which the engine wants to be told of it. */
function visit(walk: Walk, path: string, node: Node | null, above: boolean): void {
  const { files, selection, found } = walk;
  const within = above || (node?.whole ?? false);
  for (const { name, kind: told } of namesIn(walk, path, node, within)) {
    const below = join(path, name);
    const next = node?.children.get(name) ?? null;
    const inside = (next?.whole ?? false) || (within && (next === null || selection.enters(below)));
    const kind = told ?? files.entryOf(path, name)?.entry?.kind ?? null;
    if (kind === null) continue;
    const admitted = inside && selection.leftOut(below) === null;
    if (admitted && isLossy(name) && !files.entryOf(path, name)) throw fileNameInvalid(below, 'its name');
    const at = found.length;
    if (admitted || kind === 'directory' || next) found.push(null);
    if (next || (kind === 'directory' && (admitted || selection.mayHoldAny(below))))
      visit(walk, below, next, inside);
    // A directory that holds nothing of the context, and is left out.
    if (!admitted && found.length <= at + 1) found.length = at;
    else found[at] = files.entryOf(path, name);
  }
}
