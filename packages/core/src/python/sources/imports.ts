import type { SyntaxNode } from '@lezer/common';
import { childrenOf, type Text } from './expressions';
import type { Scope } from './syntax';

/** Adds what an import statement binds: `import a.b as c`, `from ..a import (b as c, d)`, `from a import *`. */
export function readImport(node: SyntaxNode, scope: Scope, source: Text): void {
  const line = source.lineAt(node.from);
  const words = childrenOf(node)
    .filter(({ name }) => name !== 'Comment')
    .map((each) => source.text.slice(each.from, each.to));
  const at = words.indexOf('import');
  const path = words.slice(1, Math.max(at, 1)).join('');
  const [, dots = '', module = ''] = /^(\.*)(.*)$/.exec(path) ?? [];
  for (const clause of clausesOf(words.slice(at + 1))) {
    const [name, alias] = clause.split(' as ');
    if (!name) continue;
    if (words[0] !== 'from') {
      const bound = alias ?? name.split('.')[0] ?? name;
      scope.imports.set(bound, { module: alias === undefined ? bound : name, dots: 0, name: null, line });
    } else if (name === '*') scope.stars.push({ module, dots: dots.length, name: null, line });
    else scope.imports.set(alias ?? name, { module, dots: dots.length, name, line });
  }
}

// `a`, `.`, `b`, `as`, `c`, `,`, `d` are "a.b as c" and "d".
function clausesOf(words: readonly string[]): string[] {
  const text = words
    .filter((word) => word !== '(' && word !== ')')
    .map((word) => (word === 'as' ? ' as ' : word));
  return text.join('').split(',');
}
