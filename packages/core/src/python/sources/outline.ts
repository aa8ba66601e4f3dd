/** A file of this length is parsed as it is. */
const smallLength = 3_000;
/** Of a longer outline, statements are left out as well. */
const longLength = 20_000;

// What tells how an app is made, found or started: the body of a function without any of it says nothing.
const telling = new RegExp(
  [
    String.raw`\bimport\b|[aA]pp(lication|s|_\w*)?\b|\b[aA]pi\b|[sS]erver?\b|[aAwW]sgi|[AW]SGI`,
    String.raw`\b(listen|launch|run|run_\w+|main|define|start|sio|loop|bot|worker)\b|\b[pP]ort\b|PORT`,
    String.raw`\b(create|make|build|get|init|setup|new)_|factory|add_\w+\(|\bmount|environ|getenv`,
    String.raw`\b(Flask|FastAPI|Starlette|Litestar|Sanic|Celery|Dash|Blocks|Interface|grpc|st|gr)\b`,
    'include_router|register_blueprint',
  ].join('|'),
);

interface Line {
  readonly text: string;
  /** The width of its indentation; null within a string or brackets, and for a line with nothing on it. */
  readonly indent: number | null;
}

/**
 * The text of a module for the parser: bodies of functions and classes that say nothing of how an app starts are
 * `pass`; of a module that is long even so, statements that say nothing are left out. Lines keep their numbers.
 */
export function outlineOf(text: string): string {
  if (text.length <= smallLength) return text;
  const lines = linesOf(text);
  const tellingBefore = countsBefore(lines.map((line) => telling.test(line.text)));
  const tells = (from: number, to: number) => tellingBefore[to] !== tellingBefore[from];
  const kept = lines.map((line) => line.text);
  for (let at = 0; at < lines.length; at++) {
    const { text: header, indent } = lines[at] as Line;
    if (indent === null || !/^\s*(async\s+def|def|class)\b/.test(header)) continue;
    const [first, end] = bodyOf(lines, at, indent);
    if (first === end || tells(first, end)) continue;
    kept[first] = `${' '.repeat(indent + 1)}pass`;
    kept.fill('', first + 1, end);
    at = end - 1;
  }
  const outline = kept.join('\n');
  if (outline.length <= longLength) return outline;
  for (const [from, to] of simpleStatements(lines)) if (!tells(from, to)) kept.fill('', from, to);
  return kept.join('\n');
}

/** The statements at the top level that are no blocks: the first line of each, and the one after its last. */
function simpleStatements(lines: readonly Line[]): (readonly [number, number])[] {
  const starts = lines.flatMap(({ indent }, index) => (indent === null ? [] : [index]));
  return starts.flatMap((start, index) => {
    const { text, indent } = lines[start] as Line;
    const isSimple = indent === 0 && /^\w+[ \t]*(:[^=]+)?[=.([+|]/.test(text);
    return isSimple ? [[start, starts[index + 1] ?? lines.length] as const] : [];
  });
}

function countsBefore(flags: readonly boolean[]): number[] {
  const counts = [0];
  for (const flag of flags) counts.push((counts.at(-1) ?? 0) + (flag ? 1 : 0));
  return counts;
}

/** The lines of a block below its header: the first, and the one that follows the last. */
function bodyOf(lines: readonly Line[], header: number, indent: number): readonly [number, number] {
  let [first, at] = [-1, header + 1];
  for (; at < lines.length; at++) {
    const width = lines[at]?.indent ?? null;
    if (width !== null && width <= indent) break;
    if (width !== null && first === -1) first = at;
  }
  return [first === -1 ? at : first, at];
}

const tokens = /"""|'''|["'#()[\]{}\n]|\\[\s\S]/g;

// Lines, and whether each begins a statement. A string in one pair of quotes ends with its line, whatever is missing.
function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let [start, depth, joined] = [0, 0, false];
  let quote = '';
  const add = (end: number) => {
    const line = text.slice(start, end);
    const [space = ''] = /^[ \t]*/.exec(line) ?? [];
    const isStart = !joined && !/^\s*(#|$)/.test(line);
    lines.push({ text: line, indent: isStart ? space.replaceAll('\t', '        ').length : null });
    start = end + 1;
  };
  for (const { 0: token, index } of text.matchAll(tokens)) {
    if (token.endsWith('\n')) {
      add(index + token.length - 1);
      const continued = token !== '\n' && quote !== '#';
      if (quote === '#' || (quote.length === 1 && !continued)) quote = '';
      joined = continued || quote !== '' || depth > 0;
    } else if (quote !== '') quote = token === quote && quote !== '#' ? '' : quote;
    else if (/^["'#]/.test(token)) quote = token;
    else if ('([{'.includes(token)) depth++;
    else if (')]}'.includes(token)) depth = Math.max(0, depth - 1);
  }
  add(text.length);
  return lines;
}
