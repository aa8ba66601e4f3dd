/** The instructions of a Dockerfile, one a line: no comments, continuations joined, the bodies of heredocs left out. */
export function logicalLines(text: string): string[] {
  const physical = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const found: string[] = [];
  let open = '';
  for (let at = 0; at < physical.length; at++) {
    const raw = physical[at] ?? '';
    // Comments and empty lines may stand within a continued instruction.
    if (/^\s*(#|$)/.test(raw)) continue;
    const line = open + raw;
    const continued = /\\[ \t]*$/.exec(line);
    open = continued ? `${line.slice(0, continued.index)} ` : '';
    if (continued) continue;
    found.push(line.trim());
    at = afterHeredocs(line, physical, at);
  }
  if (open.trim()) found.push(open.trim());
  return found;
}

// The last line of the heredocs that a RUN, COPY or ADD opens; its own line where it opens none that ends.
function afterHeredocs(line: string, physical: readonly string[], at: number): number {
  if (!/^\s*(RUN|COPY|ADD)\s/i.test(line)) return at;
  let last = at;
  for (const [, dash, , word] of line.matchAll(/(?:^|\s)\d*<<(-?)(["']?)([^\s<"']+)\2(?=\s|$)/g)) {
    const end = physical.findIndex(
      (each, index) => index > last && (dash === '-' ? each.replace(/^\t+/, '') : each) === word,
    );
    if (end === -1) return last;
    last = end;
  }
  return last;
}
