import { posix } from 'node:path';
import { lockCommand } from '../../messages/lock';
import { logicalLines } from '../logical-lines';
import { joinStated, pathOfUrl } from '../paths';
import type { SourceTree } from '../source-tree';

/** How a pin was made: what the command in its head says. */
export interface LockOptions {
  readonly asOf: string;
  readonly hashes: boolean;
  readonly pythonVersion: string | undefined;
}

/** What a pin of ours says of how it was made; null for any other file. */
export function recordedIn(text: string): LockOptions | null {
  const [, asOf, rest = ''] = /^# +nx g pydock:lock .*--as-of=(\d{4}-\d\d-\d\d)(.*)$/m.exec(text) ?? [];
  if (asOf === undefined) return null;
  const [, pythonVersion] = /--pythonVersion=(\S+)/.exec(rest) ?? [];
  return { asOf, hashes: rest.includes('--hashes'), pythonVersion };
}

/** The command that stands in the head of a pin. */
export const recordedCommand = (root: string, { asOf, hashes, pythonVersion }: LockOptions): string =>
  [
    lockCommand(root, asOf),
    ...(hashes ? ['--hashes'] : []),
    ...(pythonVersion === undefined ? [] : [`--pythonVersion=${pythonVersion}`]),
  ].join(' ');

/** What becomes a pin. */
export interface Compiled {
  /** What uv wrote, its head included. */
  readonly text: string;
  /** Lines for pip that uv leaves out: where packages come from. */
  readonly options: readonly string[];
  /** As uv names the file that it read, and as it is called from now on. */
  readonly read: string;
  readonly input: string;
}

/** The text of a pin: uv's head, the options of the file that it was made from, uv's pins. */
export function pinnedText({ text, options, read, input }: Compiled): string {
  const lines = text.trimEnd().split(/\r?\n/);
  const head = lines.findIndex((line) => !line.startsWith('#'));
  const body = lines
    .slice(head === -1 ? lines.length : head)
    .map((line) => (/^ +# /.test(line) && line.endsWith(` -r ${read}`) ? renamed(line, read, input) : line));
  const top = head === -1 ? lines : lines.slice(0, head);
  return `${[...top, ...options, ...body].join('\n')}\n`;
}

const renamed = (line: string, read: string, input: string) =>
  `${line.slice(0, line.length - read.length)}${input}`;

/** What pip reads of a requirements file, in order: two files with the same lines install the same. */
export const effectiveLines = (text: string): string[] =>
  [...logicalLines(text)].map(({ content }) => content.replace(/\s+/g, ' '));

const optionPattern =
  /^(?:-i|-f|--index-url|--extra-index-url|--find-links|--no-index|--trusted-host|--pre|--prefer-binary|--no-binary|--only-binary|--use-feature)\b/;

/**
 * The lines of requirements files that say where packages come from; paths as the first file's directory has them.
 * @param files relative to the workspace root
 */
export function optionLines(tree: SourceTree, files: readonly string[]): string[] {
  const base = posix.dirname(files[0] ?? '.');
  const lines = files.flatMap((file) =>
    [...logicalLines(tree.read(file) ?? '')].flatMap(({ content }) =>
      optionPattern.test(content) ? [rebased(content, posix.dirname(file), base)] : [],
    ),
  );
  return [...new Set(lines)];
}

function rebased(content: string, from: string, to: string): string {
  const [, option = '', path = ''] = /^(-f|--find-links)(?:\s*=\s*|\s+)(\S.*)$/.exec(content) ?? [];
  if (path === '' || from === to || /^[a-z][a-z0-9+.-]*:/i.test(path) || pathOfUrl(path) !== null)
    return content;
  return posix.isAbsolute(path) ? content : `${option} ${posix.relative(to, joinStated(from, path)) || '.'}`;
}
