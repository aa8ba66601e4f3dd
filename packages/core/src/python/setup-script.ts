import type { SyntaxNode } from '@lezer/common';
import type { LiteralModule } from './python-literals';

/** What a text without cannot be a setup script. */
const mention = /\bsetup\s*\(|\b(setuptools|distutils|skbuild)\b/;
const buildTool = /\b(setuptools|distutils|skbuild)\b/;

/**
 * Whether a file called setup.py sets up a package: it imports what builds packages, or calls a `setup` that is not its own
 * and no method, such as `django.setup()`. One that can't be parsed is taken for one if it says so.
 */
export function isScriptOfSetup(text: string, module: LiteralModule | null): boolean {
  if (!mention.test(text)) return false;
  if (module === null) return true;
  let imports = false;
  let calls = false;
  let defines = false;
  module.top.cursor().iterate(({ name, node }) => {
    if (name === 'ImportStatement') imports ||= buildTool.test(importedFrom(textOf(node, text)));
    if (name === 'FunctionDefinition') defines ||= textOf(node.getChild('VariableName'), text) === 'setup';
    if (name === 'CallExpression') calls ||= isSetup(node, text);
  });
  return imports || (calls && !defines);
}

const textOf = (node: SyntaxNode | null, text: string) => (node ? text.slice(node.from, node.to) : '');

// Of `from a import b` the module, of `import a, b` all.
const importedFrom = (statement: string) => /^from\s+(\S+)/.exec(statement)?.[1] ?? statement;

// `setup(...)`, or `any.setup(name=...)`: whatever else is called so has no name to give.
function isSetup(call: SyntaxNode, text: string): boolean {
  const callee = textOf(call.firstChild, text);
  if (callee === 'setup') return true;
  return /\.\s*setup$/.test(callee) && /[(,]\s*name\s*=/.test(textOf(call.getChild('ArgList'), text));
}
