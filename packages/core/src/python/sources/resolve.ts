import { posix } from 'node:path';
import type { Sources } from './sources';
import {
  type ClassDefinition,
  type Expression,
  type FunctionDefinition,
  type Imported,
  type Scope,
  scopesIn,
  valuesOf,
} from './syntax';

/** Where a name is looked up: a file, and the scopes from the innermost to the module's own. */
export interface Where {
  readonly file: string;
  readonly scopes: readonly Scope[];
}

/** What a name stands for. */
export type Meaning =
  | { readonly kind: 'external'; readonly path: string }
  | { readonly kind: 'function'; readonly definition: FunctionDefinition; readonly where: Where }
  | { readonly kind: 'class'; readonly definition: ClassDefinition; readonly where: Where }
  | {
      readonly kind: 'value';
      readonly values: readonly Expression[];
      readonly rest: string;
      readonly where: Where;
    }
  | { readonly kind: 'module'; readonly file: string }
  | { readonly kind: 'unknown' };

const unknown: Meaning = { kind: 'unknown' };
const maxSteps = 12;

/** The top level of a file, to look names up in. */
export const moduleScope = (sources: Sources, file: string): Where => ({
  file,
  scopes: [sources.module(file)],
});

/** The file of an imported module, where it is the project's own; the nearest directory that has it counts. */
export function importedFile(
  sources: Sources,
  from: string,
  imported: Pick<Imported, 'module' | 'dots'>,
): string | null {
  const path = imported.module.replaceAll('.', '/');
  if (imported.dots > 0) {
    let base = posix.dirname(from);
    for (let dots = imported.dots; dots > 1; dots--) base = posix.dirname(base);
    return fileOf(sources, path === '' ? base : posix.join(base, path));
  }
  for (const directory of importRoots(from)) {
    const file = fileOf(sources, posix.join(directory, path));
    if (file !== null && file !== from) return file;
  }
  return null;
}

/** The directories that a file's imports could start from: its own and those above, and src. */
export function importRoots(file: string): string[] {
  const roots: string[] = [];
  for (let directory = posix.dirname(file); directory !== '.'; directory = posix.dirname(directory))
    roots.push(directory);
  return [...new Set(['.', 'src', ...roots.reverse()])];
}

/** The files that import a file, functions' own imports included. */
export function importersOf(sources: Sources, file: string): string[] {
  const stem = posix.basename(file, '.py');
  const name = stem === '__init__' ? posix.basename(posix.dirname(file)) : stem;
  const pattern = new RegExp(String.raw`^[ \t]*(?:from|import)\b.*\b${name.replace(/\W/g, '.')}\b`, 'm');
  return sources.files.filter(
    (from) =>
      from !== file &&
      pattern.test(sources.text(from)) &&
      scopesIn(sources.module(from)).some((scope) => importsIn(sources, from, scope, file)),
  );
}

const importsIn = (sources: Sources, from: string, { imports, stars }: Scope, file: string) =>
  [...imports.values(), ...stars].some((each) => {
    const submodule = each.name === null ? null : { ...each, module: join(each.module, each.name) };
    return (
      importedFile(sources, from, each) === file ||
      (submodule !== null && importedFile(sources, from, submodule) === file)
    );
  });

/** A module's file, from its path without an ending. */
export function fileOf(sources: Sources, path: string): string | null {
  return [`${path}.py`, posix.join(path, '__init__.py')].find((file) => sources.has(file)) ?? null;
}

/** What a dotted name stands for, imports followed through the project's own modules. */
export function meaningOf(sources: Sources, path: string, where: Where, steps = 0): Meaning {
  if (steps > maxSteps) return unknown;
  const [head = '', ...rest] = path.split('.');
  for (const scope of where.scopes) {
    const found = definedIn(sources, scope, head, rest.join('.'), where, steps);
    if (found) return found;
  }
  return unknown;
}

function definedIn(
  sources: Sources,
  scope: Scope,
  head: string,
  rest: string,
  where: Where,
  steps: number,
): Meaning | null {
  if (rest === '') {
    const definition = scope.functions.find(({ name }) => name === head);
    if (definition) return { kind: 'function', definition, where };
    const type = scope.classes.find(({ name }) => name === head);
    if (type) return { kind: 'class', definition: type, where };
  }
  const values = valuesOf(scope, head);
  if (values.length > 0) return { kind: 'value', values, rest, where };
  const imported = scope.imports.get(head);
  if (imported) return importMeaning(sources, imported, rest, where, steps);
  for (const star of scope.stars) {
    const file = importedFile(sources, where.file, star);
    const found =
      file === null ? unknown : meaningOf(sources, join(head, rest), moduleScope(sources, file), steps + 1);
    if (found.kind !== 'unknown') return found;
  }
  return null;
}

function importMeaning(
  sources: Sources,
  imported: Imported,
  rest: string,
  where: Where,
  steps: number,
): Meaning {
  const { module, dots, name } = imported;
  if (name === null) return moduleMeaning(sources, join(module, rest), where, steps);
  const file = importedFile(sources, where.file, imported);
  if (file !== null) {
    const found = meaningOf(sources, join(name, rest), moduleScope(sources, file), steps + 1);
    if (found.kind !== 'unknown') return found;
  }
  const submodule = importedFile(sources, where.file, { module: join(module, name), dots });
  if (submodule !== null) {
    return rest === ''
      ? { kind: 'module', file: submodule }
      : meaningOf(sources, rest, moduleScope(sources, submodule), steps + 1);
  }
  return file === null && dots === 0 ? { kind: 'external', path: join(join(module, name), rest) } : unknown;
}

// `a.b.c` after `import a`: the longest module that is there, and what is left is looked up in it.
function moduleMeaning(sources: Sources, path: string, where: Where, steps: number): Meaning {
  const names = path.split('.');
  for (let length = names.length; length > 0; length--) {
    const file = importedFile(sources, where.file, { module: names.slice(0, length).join('.'), dots: 0 });
    if (file === null) continue;
    const rest = names.slice(length).join('.');
    return rest === ''
      ? { kind: 'module', file }
      : meaningOf(sources, rest, moduleScope(sources, file), steps + 1);
  }
  return { kind: 'external', path };
}

const join = (path: string, rest: string) => [path, rest].filter((each) => each !== '').join('.');
