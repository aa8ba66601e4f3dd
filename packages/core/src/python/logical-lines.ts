/** A line of a requirements file without its comment, joined with those that continue it. */
export interface LogicalLine {
  readonly content: string;
  /** That of its first physical line. */
  readonly line: number;
}

/** Comments go, a backslash joins lines, empty lines go; each keeps the number of its first line. */
export function logicalLines(text: string): LogicalLine[] {
  const lines: LogicalLine[] = [];
  let open: { parts: string[]; line: number } | null = null;
  const close = () => {
    const content = open?.parts.join('').trim() ?? '';
    if (open && content !== '') lines.push({ content, line: open.line });
    open = null;
  };
  const physical = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  for (const [index, raw] of physical.entries()) {
    const bare = raw.replace(/(^|\s)#.*$/, '');
    open ??= { parts: [], line: index + 1 };
    open.parts.push(bare.endsWith('\\') ? bare.slice(0, -1) : bare);
    if (!bare.endsWith('\\')) close();
  }
  close();
  return lines;
}
