import type { SyntaxNode } from '@lezer/common';
import type { CallExpression, Expression } from './syntax';

/** A module's text, and the line of each place in it. */
export interface Text {
  readonly text: string;
  lineAt(offset: number): number;
}

// Deeper than anyone writes; a parse tree may be as deep as a file is long.
const maxDepth = 60;

/** The expression that a node of the parse tree stands for. */
export function expressionOf(node: SyntaxNode, source: Text, depth = 0): Expression {
  if (depth > maxDepth) return { kind: 'other', parts: [] };
  const slice = () => source.text.slice(node.from, node.to);
  switch (node.name) {
    case 'VariableName':
    case 'MemberExpression':
      return memberOf(node, source, depth);
    case 'CallExpression':
      return callOf(node, source, depth);
    case 'String':
      return textOf([slice()]);
    case 'ContinuedString':
      return textOf(childrenOf(node).map((each) => source.text.slice(each.from, each.to)));
    case 'Number': {
      const value = Number(slice().replaceAll('_', ''));
      return Number.isFinite(value) ? { kind: 'number', value } : { kind: 'other', parts: [] };
    }
    case 'ParenthesizedExpression': {
      const inner = childrenOf(node).filter(isExpression);
      return inner[0] && inner.length === 1
        ? expressionOf(inner[0], source, depth + 1)
        : partsOf(inner, source, depth);
    }
    default:
      return partsOf(childrenOf(node), source, depth);
  }
}

const partsOf = (nodes: readonly SyntaxNode[], source: Text, depth: number): Expression => ({
  kind: 'other',
  parts: nodes.filter(isExpression).map((each) => expressionOf(each, source, depth + 1)),
});

/** The nodes directly below a node. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
  return children;
}

// Punctuation and operators have names that are no words; keywords start with a small letter.
const isExpression = (node: SyntaxNode) =>
  /^[A-Z]/.test(node.name) && !['AssignOp', 'PropertyName', 'Comment', 'TypeDef'].includes(node.name);

// `a.b.c` is a name; `f().b` is something of a call's, kept for the call.
function memberOf(node: SyntaxNode, source: Text, depth: number): Expression {
  const path = pathOf(node, source);
  return path === null ? partsOf(childrenOf(node), source, depth) : { kind: 'name', path };
}

function pathOf(node: SyntaxNode, source: Text): string | null {
  const names: string[] = [];
  let each: SyntaxNode | null = node;
  for (; each?.name === 'MemberExpression' && names.length < maxDepth; each = each.firstChild) {
    const last: SyntaxNode | null = each.lastChild;
    if (last?.name !== 'PropertyName') return null;
    names.push(source.text.slice(last.from, last.to));
  }
  if (each?.name !== 'VariableName') return null;
  return [source.text.slice(each.from, each.to), ...names.reverse()].join('.');
}

function callOf(node: SyntaxNode, source: Text, depth: number): Expression {
  const callee = node.firstChild;
  const list = node.getChild('ArgList');
  if (!callee || !list) return partsOf(childrenOf(node), source, depth);
  return {
    kind: 'call',
    ...calleeOf(callee, source, depth),
    ...argumentsOf(list, source, depth),
    line: source.lineAt(node.from),
  };
}

function calleeOf(node: SyntaxNode, source: Text, depth: number): Pick<CallExpression, 'callee' | 'object'> {
  const path = pathOf(node, source);
  if (path !== null) return { callee: path, object: null };
  const method =
    node.lastChild?.name === 'PropertyName' ? source.text.slice(node.lastChild.from, node.lastChild.to) : '';
  const object = node.name === 'MemberExpression' && node.firstChild ? node.firstChild : node;
  const inner = expressionOf(object, source, depth + 1);
  return { callee: `${inner.kind === 'call' ? inner.callee : ''}().${method}`, object: inner };
}

/** The arguments of a call, a decorator or a class: those by position, and those by name. */
export function argumentsOf(
  list: SyntaxNode,
  source: Text,
  depth = 0,
): Pick<CallExpression, 'positional' | 'keywords'> {
  const positional: Expression[] = [];
  const keywords = new Map<string, Expression>();
  let name: SyntaxNode | null = null;
  let assigned = false;
  let starred = false;
  for (const part of childrenOf(list)) {
    if (part.name === 'AssignOp') assigned = true;
    else if (part.name === '*' || part.name === '**') starred = true;
    else if (part.name === ',') [name, assigned, starred] = [null, false, false];
    else if (!isExpression(part)) continue;
    else if (assigned && name)
      keywords.set(source.text.slice(name.from, name.to), expressionOf(part, source, depth + 1));
    else if (part.name === 'VariableName' && nextOf(part)?.name === 'AssignOp') name = part;
    else if (!starred) positional.push(expressionOf(part, source, depth + 1));
  }
  return { positional, keywords };
}

function nextOf(node: SyntaxNode): SyntaxNode | null {
  let next = node.nextSibling;
  while (next?.name === 'Comment') next = next.nextSibling;
  return next;
}

// Escapes are left as they are written: what is looked for has none.
function textOf(literals: readonly string[]): Expression {
  const values = literals.map((literal) => /^[rRbBuU]{0,2}("""|'''|"|')([\s\S]*)\1$/.exec(literal)?.[2]);
  return values.includes(undefined) ? { kind: 'other', parts: [] } : { kind: 'text', value: values.join('') };
}
