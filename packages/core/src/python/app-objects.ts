import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/python';
import type { ProjectFiles } from './project';
import { isTest } from './test-files';

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
  const found = new Map<string, AppObject>();
  for (const [file, text] of project.texts) {
    if (!file.endsWith('.py') || isTest(file) || !(text.includes(className) || callsFactory.test(text)))
      continue;
    const importRoot = importRootOf(project, file);
    const module = moduleName(importRoot === 'src' ? file.slice(4) : file);
    for (const { name, line, factory } of definitions(text, className)) {
      const target = `${module}:${name}${factory ? '()' : ''}`;
      // Defined twice, in the branches of a conditional, it is still one app.
      if (!found.has(target))
        found.set(target, { target, file, line, importRoot, rank: rankOf(file, factory) });
    }
  }
  return [...found.values()].sort((a, b) => a.rank - b.rank || (a.target < b.target ? -1 : 1));
}

const callsFactory = new RegExp(`=\\s*([\\w.]+\\.)?(${usualFactories.join('|')})\\(`);

/** The directory that must be on the import path for a module; a src/ that is a package itself is imported by name. */
export const importRootOf = (project: ProjectFiles, file: string): '.' | 'src' =>
  file.startsWith('src/') && !project.texts.has('src/__init__.py') ? 'src' : '.';

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

const entered = [
  ...['IfStatement', 'TryStatement', 'WithStatement'],
  ...['DecoratedStatement', 'StatementGroup', 'Body'],
];

// Top-level `name = Class(...)`, `name = create_app(...)` and `def create_app(): ... Class(...)`, conditionals included.
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
      else if (entered.includes(node.name) && !isMainGuard(node, slice)) visit(node);
    }
  };
  visit(parser.parse(text).topNode);
  return found;
}

type Slice = (node: SyntaxNode) => string;

// What stands below `if __name__ == "__main__":` is not there when the module is imported.
const isMainGuard = (node: SyntaxNode, slice: Slice) =>
  node.name === 'IfStatement' && /^if\b[\s(]*(__name__\s*==|["']__main__["']\s*==)/.test(slice(node));

function assigns(node: SyntaxNode, slice: Slice, className: string): boolean {
  const names = [className, ...usualFactories];
  return node.firstChild?.name === 'VariableName' && isCall(node.lastChild, slice, names);
}

function isCall(node: SyntaxNode | null, slice: Slice, names: readonly string[]): boolean {
  if (node?.name === 'ParenthesizedExpression') return isCall(node.childAfter(node.from + 1), slice, names);
  const callee = node?.name === 'CallExpression' ? node.firstChild : null;
  return callee !== null && names.includes(slice(callee).split('.').at(-1)?.trim() ?? '');
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
    if (each.name === 'CallExpression') calls ||= isCall(each.node, slice, [className]);
  });
  return calls;
}

// A parameter without a default, other than *args and **kwargs.
function requiresArguments(node: SyntaxNode): boolean {
  let [named, starred, assigned] = [false, false, false];
  for (let part = node.getChild('ParamList')?.firstChild; part; part = part.nextSibling) {
    if ([',', ')'].includes(part.name)) {
      if (named && !starred && !assigned) return true;
      [named, starred, assigned] = [false, false, false];
    }
    if (part.name === 'VariableName') named = true;
    if (['*', '**'].includes(part.name)) starred = true;
    if (part.name === 'AssignOp') assigned = true;
  }
  return false;
}
