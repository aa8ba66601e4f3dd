import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/python';
import { lineCounter } from './line-counter';
import { nestsTooDeeply } from './nesting';

/** A literal of a Python source; `null` stands for what only running it would tell. */
export type Literal = LiteralText | LiteralList | LiteralTable | null;
export interface LiteralText {
  readonly kind: 'text';
  readonly text: string;
  readonly line: number;
}
export interface LiteralList {
  readonly kind: 'list';
  readonly items: readonly Literal[];
  readonly line: number;
}
export interface LiteralTable {
  readonly kind: 'table';
  readonly entries: readonly (readonly [key: string, value: Literal])[];
  readonly line: number;
}

/** A Python source whose literals can be told. */
export interface LiteralModule {
  readonly text: string;
  readonly top: SyntaxNode;
  /** What top-level names are assigned. */
  readonly names: ReadonlyMap<string, SyntaxNode>;
  readonly lineOf: (node: SyntaxNode) => number;
}

/** Parses a Python source; null for one that is nested too deeply. */
export function literalModule(text: string): LiteralModule | null {
  if (nestsTooDeeply(text)) return null;
  const top = parser.parse(text).topNode;
  const lineAt = lineCounter(text);
  return { text, top, names: assignments(top, text), lineOf: (node) => lineAt(node.from) };
}

/** The keyword arguments of a call, as far as they are literals. */
export interface KeywordArguments {
  readonly stated: ReadonlyMap<string, Literal>;
  /** The line of a `**arguments` that only running it would tell; null where there is none. */
  readonly spread: number | null;
}

/** The keyword arguments of the first call of a function, `setup` or `setuptools.setup`; null where it is not called. */
export function keywordArguments(module: LiteralModule, callee: string): KeywordArguments | null {
  const { text, top } = module;
  let call: SyntaxNode | null = null;
  top.cursor().iterate((node) => {
    if (call !== null || node.name !== 'CallExpression') return;
    const name = node.node.firstChild;
    if (name && text.slice(name.from, name.to).split('.').at(-1)?.trim() === callee) call = node.node;
  });
  const list = (call as SyntaxNode | null)?.getChild('ArgList') ?? null;
  return list && argumentsOf(list, module, 0);
}

function argumentsOf(list: SyntaxNode, module: LiteralModule, depth: number): KeywordArguments {
  const stated = new Map<string, Literal>();
  let spread: number | null = null;
  for (let node = list.firstChild; node; node = node.nextSibling) {
    const value =
      node.name === 'VariableName' && node.nextSibling?.name === 'AssignOp' && node.nextSibling.nextSibling;
    if (value) stated.set(module.text.slice(node.from, node.to), literal(value, module, depth));
    if (node.name !== '**' || !node.nextSibling) continue;
    const table = literal(node.nextSibling, module, depth);
    if (table?.kind === 'table') for (const [key, each] of table.entries) stated.set(key, each);
    else spread = module.lineOf(node);
  }
  return { stated, spread };
}

function assignments(top: SyntaxNode, text: string): ReadonlyMap<string, SyntaxNode> {
  const names = new Map<string, SyntaxNode>();
  for (let node = top.firstChild; node; node = node.nextSibling) {
    const name = node.name === 'AssignStatement' ? node.firstChild : null;
    if (name?.name === 'VariableName' && node.lastChild && name.nextSibling?.name === 'AssignOp')
      names.set(text.slice(name.from, name.to), node.lastChild);
  }
  return names;
}

function literal(node: SyntaxNode, module: LiteralModule, depth: number): Literal {
  // Names may refer to each other in a circle.
  if (depth > 20) return null;
  const line = module.lineOf(node);
  const text = module.text.slice(node.from, node.to);
  const below = () => partsOf(node).map((part) => literal(part, module, depth + 1));
  if (node.name === 'String') return stringOf(text, line);
  if (node.name === 'ContinuedString') return joined(below(), line);
  if (node.name === 'ArrayExpression' || node.name === 'TupleExpression')
    return { kind: 'list', items: below(), line };
  if (node.name === 'DictionaryExpression') return tableOf(below(), line);
  if (node.name === 'ParenthesizedExpression') return below()[0] ?? null;
  if (node.name === 'BinaryExpression') return sumOf(node, below(), line);
  if (node.name === 'CallExpression') return tableOfCall(node, module, depth + 1);
  const assigned = node.name === 'VariableName' ? module.names.get(text) : undefined;
  return assigned ? literal(assigned, module, depth + 1) : null;
}

// `dict(name=…)`; what any other call gives only running it would tell.
function tableOfCall(node: SyntaxNode, module: LiteralModule, depth: number): Literal {
  const [callee, list] = [node.firstChild, node.getChild('ArgList')];
  if (!callee || !list || module.text.slice(callee.from, callee.to) !== 'dict') return null;
  const { stated, spread } = argumentsOf(list, module, depth);
  return spread === null ? { kind: 'table', entries: [...stated], line: module.lineOf(node) } : null;
}

const punctuation = ['[', ']', '(', ')', '{', '}', ',', ':', 'Comment', 'ArithOp'];

function partsOf(node: SyntaxNode): SyntaxNode[] {
  const parts: SyntaxNode[] = [];
  for (let part = node.firstChild; part; part = part.nextSibling)
    if (!punctuation.includes(part.name)) parts.push(part);
  return parts;
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '\n': '',
};

function stringOf(source: string, line: number): Literal {
  const [, prefix = '', quote = ''] = /^([a-z]*)('''|"""|'|")/i.exec(source) ?? [];
  const inside = source.slice(prefix.length + quote.length, -quote.length || undefined);
  const text = /r/i.test(prefix)
    ? inside
    : inside.replace(/\\([nt\\'"\n])/g, (all, sign: string) => escapes[sign] ?? all);
  return { kind: 'text', text, line };
}

function joined(parts: readonly Literal[], line: number): Literal {
  const texts = parts.map((part) => (part?.kind === 'text' ? part.text : null));
  return texts.includes(null) ? null : { kind: 'text', text: texts.join(''), line };
}

function tableOf(parts: readonly Literal[], line: number): Literal {
  const entries = parts.flatMap((key, index) =>
    index % 2 === 0 && key?.kind === 'text' ? [[key.text, parts[index + 1] ?? null] as const] : [],
  );
  return { kind: 'table', entries, line };
}

// Lists put together with +, of which some may not be known.
function sumOf(node: SyntaxNode, parts: readonly Literal[], line: number): Literal {
  if (node.getChild('ArithOp') === null || !parts.some((part) => part?.kind === 'list')) return null;
  return {
    kind: 'list',
    items: parts.flatMap((part) => (part?.kind === 'list' ? part.items : [null])),
    line,
  };
}
