import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/python';
import type { ProjectFiles } from './project';

/** An app object or factory at the top level of a module, found by parsing. */
export interface AppObject {
  /** `module:object` or `module:factory()`. */
  readonly target: string;
  readonly file: string;
  readonly line: number;
  readonly importRoot: '.' | 'src';
  /** Lower is more usual: wsgi.py before app.py before any other file, an object before a factory. */
  readonly rank: number;
}

const usualFiles = ['wsgi', 'app', 'main', 'application', 'server', 'run'];
const usualFactories = ['create_app', 'make_app', 'app_factory'];

/** Finds what calls `className` at the top level of the project's modules, the most usual place first. */
export function findAppObjects(project: ProjectFiles, className: string): AppObject[] {
  const found: AppObject[] = [];
  for (const [file, text] of project.texts) {
    if (!file.endsWith('.py') || isTest(file) || !text.includes(className)) continue;
    for (const { name, line, factory } of definitions(text, className)) {
      const importRoot = file.startsWith('src/') ? 'src' : '.';
      const module = moduleName(importRoot === 'src' ? file.slice(4) : file);
      const target = `${module}:${name}${factory ? '()' : ''}`;
      found.push({ target, file, line, importRoot, rank: rankOf(file, factory) });
    }
  }
  return found.sort((a, b) => a.rank - b.rank || (a.target < b.target ? -1 : 1));
}

const isTest = (file: string) => /(^|\/)(tests?|conftest\.py|test_[^/]*\.py|[^/]*_test\.py)(\/|$)/.test(file);

const moduleName = (file: string) => file.replace(/(\/__init__)?\.py$/, '').replaceAll('/', '.');

function rankOf(file: string, factory: boolean): number {
  const stem = (file.split('/').at(-1) ?? '').replace(/\.py$/, '');
  const usual = usualFiles.indexOf(stem);
  const depth = file.split('/').length - 1;
  return (usual === -1 ? usualFiles.length : usual) * 2 + (factory ? 1 : 0) + depth * 100;
}

interface Definition {
  readonly name: string;
  readonly line: number;
  readonly factory: boolean;
}

// Top-level `name = Class(...)` and `def create_app(): ... Class(...)`, conditionals at top level included.
function definitions(text: string, className: string): Definition[] {
  const found: Definition[] = [];
  const slice = (node: SyntaxNode) => text.slice(node.from, node.to);
  const lineOf = (node: SyntaxNode) => text.slice(0, node.from).split('\n').length;
  const visit = (scope: SyntaxNode) => {
    for (let node = scope.firstChild; node; node = node.nextSibling) {
      if (node.name === 'AssignStatement' && assigns(node, slice, className))
        found.push({ name: slice(node.firstChild ?? node), line: lineOf(node), factory: false });
      else if (node.name === 'FunctionDefinition' && isFactory(node, slice, className))
        found.push({ name: functionName(node, slice), line: lineOf(node), factory: true });
      else if (['IfStatement', 'TryStatement', 'WithStatement', 'Body'].includes(node.name)) visit(node);
    }
  };
  visit(parser.parse(text).topNode);
  return found;
}

type Slice = (node: SyntaxNode) => string;

function assigns(node: SyntaxNode, slice: Slice, className: string): boolean {
  return node.firstChild?.name === 'VariableName' && isCall(node.lastChild, slice, className);
}

function isCall(node: SyntaxNode | null, slice: Slice, className: string): boolean {
  const callee = node?.name === 'CallExpression' ? node.firstChild : null;
  return callee !== null && slice(callee).split('.').at(-1)?.trim() === className;
}

const functionName = (node: SyntaxNode, slice: Slice) => {
  const name = node.getChild('VariableName');
  return name ? slice(name) : '';
};

// A factory is known by its name, calls the class, and needs no argument.
function isFactory(node: SyntaxNode, slice: Slice, className: string): boolean {
  if (!usualFactories.includes(functionName(node, slice)) || requiresArguments(node)) return false;
  let calls = false;
  node.cursor().iterate((each) => {
    if (each.name === 'CallExpression') calls ||= isCall(each.node, slice, className);
  });
  return calls;
}

// A parameter without a default, other than *args and **kwargs.
function requiresArguments(node: SyntaxNode): boolean {
  const parameters = node.getChild('ParamList')?.getChildren('VariableName') ?? [];
  return parameters.some(
    ({ nextSibling: next, prevSibling: previous }) =>
      !['AssignOp', 'TypeDef'].includes(next?.name ?? '') && !['*', '**'].includes(previous?.name ?? ''),
  );
}
