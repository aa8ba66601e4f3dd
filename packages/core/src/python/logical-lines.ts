/** A line of a requirements file without its comment, joined with those that continue it. */
export interface LogicalLine {
  readonly content: string;
  /** That of its first physical line. */
  readonly line: number;
}

/** Comments go, a backslash joins lines, empty lines go; each keeps the number of its first line. */
export function* logicalLines(text: string): Generator<LogicalLine> {
  let parts: string[] = [];
  let [first, line, at] = [1, 0, 0];
  const body = text.replace(/^\uFEFF/, '');
  while (at <= body.length) {
    const end = endOfLine(body, at);
    const bare = body.slice(at, end).replace(/(^|\s)#.*$/, '');
    at = end + (body.startsWith('\r\n', end) ? 2 : 1);
    line += 1;
    if (parts.length === 0) first = line;
    const continues = bare.endsWith('\\');
    parts.push(continues ? bare.slice(0, -1) : bare);
    if (continues && at <= body.length) continue;
    const content = parts.join('').trim();
    if (content !== '') yield { content, line: first };
    parts = [];
  }
}

function endOfLine(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) return at;
  }
  return text.length;
}
