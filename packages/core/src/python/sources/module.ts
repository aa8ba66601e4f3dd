import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/python';
import { lineCounter } from '../line-counter';
import { readImport } from './imports';
import { argumentsOf, childrenOf, expressionOf, type Text } from './expressions';
import { callsIn, emptyScope, type Expression, type FunctionDefinition, type Scope } from './syntax';

/** What a module says, read from its text with a parser that goes on after syntax errors. */
export function parseModule(text: string): Scope {
  const scope = emptyScope();
  readBlock(parser.parse(text).topNode, scope, { text, lineAt: lineCounter(text) }, 0);
  return scope;
}

const maxDepth = 40;
const blocks = [
  'Body',
  'StatementGroup',
  'TryStatement',
  'WhileStatement',
  'ForStatement',
  'MatchStatement',
  'MatchBody',
  'MatchClause',
];

function readBlock(block: SyntaxNode, scope: Scope, source: Text, depth: number): void {
  if (depth > maxDepth) return;
  for (let node = block.firstChild; node; node = node.nextSibling) {
    if (blocks.includes(node.name)) readBlock(node, scope, source, depth + 1);
    else if (node.name === 'IfStatement') readConditional(node, scope, source, depth);
    else if (node.name === 'WithStatement') readWith(node, scope, source, depth);
    else if (node.name === 'ImportStatement') readImport(node, scope, source);
    else if (node.name === 'AssignStatement') readAssignment(node, scope, source);
    else if (node.name === 'FunctionDefinition') readFunction(node, [], scope, source, depth);
    else if (node.name === 'ClassDefinition') readClass(node, scope, source, depth);
    else if (node.name === 'DecoratedStatement') readDecorated(node, scope, source, depth);
    else if (node.name.endsWith('Statement')) readExpression(node, scope, source);
  }
}

function readExpression(node: SyntaxNode, scope: Scope, source: Text): void {
  const parts = childrenOf(node).filter(({ name }) => /^[A-Z]/.test(name));
  for (const part of parts) {
    const expression = expressionOf(part, source);
    scope.calls.push(...callsIn(expression));
    if (node.name === 'ReturnStatement') scope.returns.push(expression);
  }
}

// What stands below `if __name__ == "__main__":` is not there when the module is imported.
function readConditional(node: SyntaxNode, scope: Scope, source: Text, depth: number): void {
  const test = node.firstChild?.nextSibling;
  const isGuard =
    test && /^[\s(]*(__name__\s*==|["']__main__["']\s*==)/.test(source.text.slice(test.from, test.to));
  if (isGuard) scope.guarded ??= emptyScope();
  for (const [index, body] of node.getChildren('Body').entries()) {
    readBlock(body, index === 0 && isGuard && scope.guarded ? scope.guarded : scope, source, depth + 1);
  }
}

// `with make() as name` binds it.
function readWith(node: SyntaxNode, scope: Scope, source: Text, depth: number): void {
  let value: Expression | null = null;
  for (const part of childrenOf(node)) {
    if (part.name === 'Body') readBlock(part, scope, source, depth + 1);
    else if (part.name === 'VariableName' && value) {
      scope.assignments.push({
        name: source.text.slice(part.from, part.to),
        value,
        line: source.lineAt(part.from),
      });
    } else if (/^[A-Z]/.test(part.name)) {
      value = expressionOf(part, source);
      scope.calls.push(...callsIn(value));
    }
  }
}

function readAssignment(node: SyntaxNode, scope: Scope, source: Text): void {
  const segments: SyntaxNode[][] = [[]];
  for (const part of childrenOf(node)) {
    if (part.name === 'AssignOp') segments.push([]);
    else if (part.name !== 'TypeDef' && part.name !== 'Comment') segments.at(-1)?.push(part);
  }
  const values = (segments.length > 1 ? (segments.pop() ?? []) : [])
    .filter(({ name }) => /^[A-Z]/.test(name))
    .map((each) => expressionOf(each, source));
  const [value] = values;
  for (const each of values) scope.calls.push(...callsIn(each));
  if (!value || values.length > 1) return;
  for (const [target, ...others] of segments) {
    if (target?.name !== 'VariableName' || others.length > 0) continue;
    scope.assignments.push({
      name: source.text.slice(target.from, target.to),
      value,
      line: source.lineAt(target.from),
    });
  }
}

function readDecorated(node: SyntaxNode, scope: Scope, source: Text, depth: number): void {
  const decorators = node.getChildren('Decorator').map((each) => decoratorOf(each, source));
  const definition = node.getChild('FunctionDefinition');
  if (definition) readFunction(definition, decorators, scope, source, depth);
  const type = node.getChild('ClassDefinition');
  if (type) readClass(type, scope, source, depth);
}

function decoratorOf(node: SyntaxNode, source: Text): Expression {
  const list = node.getChild('ArgList');
  const names = node.getChildren('VariableName').concat(node.getChildren('PropertyName'));
  const callee = names.map((each) => source.text.slice(each.from, each.to)).join('.');
  if (!list) return { kind: 'name', path: callee };
  return { kind: 'call', callee, object: null, ...argumentsOf(list, source), line: source.lineAt(node.from) };
}

function readFunction(
  node: SyntaxNode,
  decorators: readonly Expression[],
  scope: Scope,
  source: Text,
  depth: number,
): void {
  const name = node.getChild('VariableName');
  const body = node.getChild('Body');
  if (!name || !body) return;
  const inner = emptyScope();
  readBlock(body, inner, source, depth + 1);
  const definition: FunctionDefinition = {
    name: source.text.slice(name.from, name.to),
    line: source.lineAt(node.from),
    async: node.getChild('async') !== null,
    needsArguments: needsArguments(node),
    defaults: defaultsOf(node, source),
    decorators,
    scope: inner,
  };
  scope.functions.push(definition);
}

function readClass(node: SyntaxNode, scope: Scope, source: Text, depth: number): void {
  const name = node.getChild('VariableName');
  const body = node.getChild('Body');
  if (!name || !body) return;
  const list = node.getChild('ArgList');
  const inner = emptyScope();
  readBlock(body, inner, source, depth + 1);
  const bases = list ? argumentsOf(list, source).positional : [];
  scope.classes.push({
    name: source.text.slice(name.from, name.to),
    line: source.lineAt(node.from),
    bases,
    scope: inner,
  });
}

// `port: int = 8080`.
function defaultsOf(node: SyntaxNode, source: Text): ReadonlyMap<string, Expression> {
  const defaults = new Map<string, Expression>();
  let name: SyntaxNode | null = null;
  let assigned = false;
  for (const part of childrenOf(node.getChild('ParamList') ?? node)) {
    if (part.name === ',') [name, assigned] = [null, false];
    else if (part.name === 'AssignOp') assigned = true;
    else if (assigned && name && /^[A-Z]/.test(part.name))
      defaults.set(source.text.slice(name.from, name.to), expressionOf(part, source));
    else if (part.name === 'VariableName') name = part;
  }
  return defaults;
}

// A parameter without a default, other than *args and **kwargs.
function needsArguments(node: SyntaxNode): boolean {
  let [named, starred, assigned] = [false, false, false];
  for (const part of childrenOf(node.getChild('ParamList') ?? node)) {
    if (part.name === ',' || part.name === ')') {
      if (named && !starred && !assigned) return true;
      [named, starred, assigned] = [false, false, false];
    }
    if (part.name === 'VariableName') named = true;
    if (part.name === '*' || part.name === '**') starred = true;
    if (part.name === 'AssignOp') assigned = true;
  }
  return false;
}
