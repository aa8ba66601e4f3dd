import { fileNameOf } from './paths';

/** A lock file's text without its lists of files, and these lists as they are written. */
export interface CutText {
  /** With as many lines; where a list was, a string that names it. */
  readonly text: string;
  /** By the string that names it. */
  readonly lists: ReadonlyMap<string, string>;
}

const fileLine = /[ \t]*\{ ?(?:url|file|path|filename) = "[^"\\\n]*"[^\n]*\},?\n/y;
const keyBefore = /(?:^|\n)[\w."-]+$/;
const opening = ' = [\n';

/**
 * Nine tenths of a lock file are the URLs and hashes of wheels. They are cut out before it is parsed, where they are
 * written as uv, poetry and pdm do, a file a line; a list that is written in any other way stays.
 */
export function cutFiles(text: string): CutText {
  const pieces: string[] = [];
  const lists = new Map<string, string>();
  let copied = 0;
  for (let at = text.indexOf(opening); at !== -1; at = text.indexOf(opening, at + 1)) {
    const begin = at + opening.length;
    const { end, lines } = linesFrom(text, begin);
    const isList = lines > 0 && text[end] === ']' && (text[end + 1] ?? '\n') === '\n';
    if (!isList || !keyBefore.test(text.slice(Math.max(copied, at - 80), at))) continue;
    const mark = `@files ${lists.size}`;
    lists.set(mark, text.slice(begin, end));
    pieces.push(text.slice(copied, at), ` = "${mark}"`, '\n'.repeat(lines + 1));
    copied = end + 1;
    at = end;
  }
  return { text: pieces.join('') + text.slice(copied), lists };
}

// Where the lines of files end that begin at a place, and how many they are.
function linesFrom(text: string, begin: number): { end: number; lines: number } {
  let [end, lines] = [begin, 0];
  for (fileLine.lastIndex = begin; fileLine.test(text); lines += 1) end = fileLine.lastIndex;
  return { end, lines };
}

/** The names in a list of files as it is written: the first string of each line is the URL or the path. */
export function namesInText(list: string): string[] {
  const names: string[] = [];
  for (let at = list.indexOf('"'); at !== -1; at = list.indexOf('"', list.indexOf('\n', at))) {
    const end = list.indexOf('"', at + 1);
    names.push(fileNameOf(list.slice(at + 1, end)));
    at = end;
  }
  return names;
}
