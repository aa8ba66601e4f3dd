/**
 * The files of a workspace as detection sees them: paths relative to the workspace root, with `/`, `.` for the root.
 * Nothing outside the workspace is ever there.
 */
export interface SourceTree {
  /**
   * The text of a file, a byte order mark taken off; null where there is no such file.
   * @throws PydockError PYDOCK_FILE_UNREADABLE for one that is no text, or too large to be what it should be
   */
  read(path: string): string | null;
  /** What is in a directory, by name; empty where there is no such directory. */
  list(directory: string): readonly TreeEntry[];
}

/** A name in a directory. A link counts as what it leads to, if that is within the workspace. */
export interface TreeEntry {
  readonly name: string;
  readonly kind: 'file' | 'directory';
}

/** A tree of texts by path, for tests and for what is not on disk. */
export function treeOf(texts: ReadonlyMap<string, string>): SourceTree {
  return {
    read: (path) => texts.get(path)?.replace(/^\uFEFF/, '') ?? null,
    list: (directory) => {
      const prefix = directory === '.' ? '' : `${directory}/`;
      const kinds = new Map<string, TreeEntry['kind']>();
      for (const path of texts.keys()) {
        if (!path.startsWith(prefix)) continue;
        const [name = '', ...below] = path.slice(prefix.length).split('/');
        kinds.set(name, below.length > 0 ? 'directory' : 'file');
      }
      return [...kinds].map(([name, kind]) => ({ name, kind })).sort((a, b) => (a.name < b.name ? -1 : 1));
    },
  };
}
