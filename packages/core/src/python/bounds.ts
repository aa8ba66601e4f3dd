import { posix } from 'node:path';
import type { Place } from '../errors';
import { fileUnreadable } from '../messages/project';

const kilobyte = 2 ** 10;
const megabyte = 2 ** 20;

/**
 * How large a file may be, in bytes, by its name. Whatever is larger is not what it should be, and would take longer to
 * read than anybody waits for; lock files grow with their packages, and requirements with their hashes.
 */
export function sizeLimitOf(path: string): number {
  const name = posix.basename(path);
  if (name === 'Pipfile.lock') return 4 * megabyte;
  if (name.endsWith('.lock')) return 8 * megabyte;
  if (name.endsWith('.txt')) return megabyte;
  if (name === 'setup.py') return 96 * kilobyte;
  if (name.endsWith('.py')) return megabyte;
  return 128 * kilobyte;
}

/** What is wrong with a file that is larger than it may be. */
export const tooLarge = (path: string, size: number) =>
  fileUnreadable(
    { file: path, line: 1 },
    `it has ${sizeText(size)}, and no such file should have more than ${sizeText(sizeLimitOf(path))}`,
  );

const sizeText = (bytes: number) =>
  bytes < megabyte ? `${Math.ceil(bytes / kilobyte)} kB` : `${Math.ceil(bytes / megabyte)} MB`;

/** More values than this nobody writes into a manifest, and no tool into a lock file. */
export const mostValues = { manifest: 8_000, lock: 100_000 } as const;

/** More packages than this nobody asks for in one file. */
export const mostRequirements = 5_000;

export const tooManyRequirements = (place: Place) =>
  fileUnreadable(
    place,
    `it asks for more than ${mostRequirements.toLocaleString('en')} packages, and nobody does`,
  );

const deepest = 100;
const [comma, dot, equals, space, newline] = [',', '.', '=', ' ', '\n'].map((each) => each.charCodeAt(0));

/**
 * Refuses a text in TOML or JSON that would keep its parser busy for too long: too many values, brackets in brackets,
 * keys of too many parts.
 * @throws PydockError PYDOCK_FILE_UNREADABLE with the line
 */
export function refuseUnbounded(file: string, text: string, kind: keyof typeof mostValues): void {
  let [values, line, nesting, parts] = [0, 1, 0, 0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isWord(code)) continue;
    if (code === dot) parts += text[at - 1] === '.' ? 0 : 1;
    else if (code === newline) [line, parts, nesting] = [line + 1, 0, isHeader(text, at + 1) ? 0 : nesting];
    else if (code === space && endsWord(text, at)) parts = 0;
    else if (code === comma || code === equals) [values, parts] = [values + 1, 0];
    else if (opens(code)) [nesting, values] = [nesting + 1, values + 1];
    else if (closes(code)) nesting = Math.max(0, nesting - 1);
    if (nesting > deepest || parts > deepest) throw fileUnreadable({ file, line }, 'it is nested too deeply');
    if (values + line / 4 > mostValues[kind])
      throw fileUnreadable(
        { file, line },
        `it holds more than ${mostValues[kind].toLocaleString('en')} values, or four times as many lines, and no such file does`,
      );
  }
}

const isWord = (code: number) => (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
// Between words of a sentence, and not between a dot and the parts of a key.
const endsWord = (text: string, at: number) => !/[. ]/.test(text[at + 1] ?? '') && text[at - 1] !== '.';
// A bracket in a string counts too, so where a table begins the count begins anew.
const isHeader = (text: string, at: number) => text[at] === '[' && /[A-Za-z]/.test(text[at + 1] ?? '');
const opens = (code: number) => code === 91 || code === 123;
const closes = (code: number) => code === 93 || code === 125;
