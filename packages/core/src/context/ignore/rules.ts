import { posix } from 'node:path';

/** One pattern of an ignore file, as it stands there. */
export interface IgnoreRule {
  /** From 1 on. */
  readonly line: number;
  /** Its text without spaces around it. */
  readonly text: string;
  /** Whether it lets in what it matches. */
  readonly negative: boolean;
  /** The regular expression of the paths that it matches by themselves, without its anchors. */
  readonly source: string;
  /** That of a path's last part, where no other part matters; null where the whole path does. */
  readonly nameSource: string | null;
}

/**
 * The rules of an ignore file, by the text of its lines. Docker's own reading: moby/patternmatcher, its ignorefile.ReadAll and
 * compile.
 * @throws SyntaxError for a pattern that Docker would refuse
 */
export function ignoreRules(lines: readonly string[]): IgnoreRule[] {
  return lines.flatMap((line, index) => {
    const text = (index === 0 ? line.replace(/^\uFEFF/, '') : line).trim();
    if (line.startsWith('#') || text === '' || text === '!') return [];
    const negative = text.startsWith('!');
    const pattern = cleaned(negative ? text.slice(1).trim() : text);
    if (pattern === '') return [];
    const source = sourceOf(pattern);
    // What can't be compiled is told of here, not at the first path.
    new RegExp(source);
    return [{ line: index + 1, text, negative, source, nameSource: nameSourceOf(pattern) }];
  });
}

// Go's filepath.Clean, less a leading slash.
const cleaned = (pattern: string) =>
  pattern === ''
    ? ''
    : posix
        .normalize(pattern)
        .replace(/(.)\/$/, '$1')
        .replace(/^\/(?=.)/, '');

// A name or a glob that stands for one part of a path.
function nameSourceOf(pattern: string): string | null {
  const [, name] = /^\*\*\/([\w.~ *?-]*(?:\[\w+\])?[\w.~ *?-]*)$/.exec(pattern) ?? [];
  return name === undefined || name === '' || name.includes('**') ? null : sourceOf(name);
}

// As moby's compile: a pattern without wildcards is a path, one with `**` at its start or end alone an ending or a beginning, and
// any other a regular expression.
function sourceOf(pattern: string): string {
  if (plain.test(pattern)) return literal(pattern);
  const [, start = '', end = ''] = /^(?:\*\*([^*?[\]\\]*)|([^*?[\]\\]+)\*\*)$/.exec(pattern) ?? [];
  if (end !== '') return `${literal(end)}[^]*`;
  if (start !== '' || pattern === '**')
    return start.startsWith('/') ? `(?:[^]*/)?${literal(start.slice(1))}` : `[^]*${literal(start)}`;
  return pattern.replace(/\*\*\/?|\*|\?|\\[^]?|[.+(){}|$/]/g, (part, offset: number) => {
    if (part.startsWith('**')) return offset + part.length === pattern.length ? '.*' : '(?:.*/)?';
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    return part.startsWith('\\') && part.length > 1 ? literal(part.slice(1)) : `\\${part}`;
  });
}

const plain = /^[^*?[\]\\]*$/;
const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
