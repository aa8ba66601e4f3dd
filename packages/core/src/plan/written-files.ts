import { sameText } from '../compose/emit';

/** Texts by path relative to the workspace root. */
export type Files = ReadonlyMap<string, string>;

/** What there is of files that pydock writes; those that are as wanted are in none of the lists. */
export interface FileStates {
  readonly missing: readonly string[];
  /** As pydock wrote them before: nobody has edited them, and they can be replaced. */
  readonly outdated: readonly string[];
  /** The user's. */
  readonly edited: readonly string[];
}

/**
 * Sorts files by what may be done with them, however a checkout ended their lines.
 * @param textOf what is there now; null for nothing
 * @param before texts that pydock gave them before
 */
export function fileStates(
  wanted: Files,
  textOf: (path: string) => string | null,
  before: Files = new Map(),
): FileStates {
  const missing: string[] = [];
  const outdated: string[] = [];
  const edited: string[] = [];
  for (const [path, text] of wanted) {
    const [present, old] = [textOf(path), before.get(path)];
    if (present === null) missing.push(path);
    else if (sameText(present, text)) continue;
    else (old !== undefined && sameText(present, old) ? outdated : edited).push(path);
  }
  return { missing, outdated, edited };
}
