import type { AppClass } from '../sources/instances';
import type { Sources } from '../sources/sources';
import { type CallExpression, type Expression, type Scope, scopesIn, valuesOf } from '../sources/syntax';

/**
 * The paths of the routes that an app is made with, in one file: `Starlette(routes=[Route("/health", health)])`,
 * `Litestar(route_handlers=[health])`, `Application([(r"/health", Health)])`. A list may have a name of its own.
 */
export function listedPaths(sources: Sources, classes: readonly AppClass[], file: string): string[] {
  const module = sources.module(file);
  return scopesIn(module).flatMap((scope) =>
    scope.calls
      .filter((call) => makesApp(call, classes))
      .flatMap((call) => itemsOf(listOf(call), [scope, module]))
      .flatMap((item) => pathOf(item, [scope, module])),
  );
}

/** Whether a file makes an app of some classes. */
export const makesAppIn = (sources: Sources, classes: readonly AppClass[], file: string): boolean =>
  scopesIn(sources.module(file)).some((scope) => scope.calls.some(({ callee }) => isOf(callee, classes)));

const isOf = (callee: string, classes: readonly AppClass[]) =>
  classes.some(({ name }) => name === callee.split('.').at(-1));

const lists = ['routes', 'route_handlers', 'handlers'];

// What is asked of every request, or put before every path, may make another answer of it.
const makesApp = ({ callee, keywords }: CallExpression, classes: readonly AppClass[]) =>
  isOf(callee, classes) && !['path', 'guards', 'default_host'].some((name) => keywords.has(name));

const listOf = ({ keywords, positional }: CallExpression) =>
  lists.map((name) => keywords.get(name)).find((each) => each !== undefined) ??
  positional.find((each) => each.kind === 'other' || each.kind === 'name');

function itemsOf(list: Expression | undefined, scopes: readonly Scope[]): readonly Expression[] {
  if (list?.kind === 'other') return list.parts;
  if (list?.kind !== 'name') return [];
  const values = scopes.flatMap((scope) => valuesOf(scope, list.path));
  const [only] = values;
  return only?.kind === 'other' ? only.parts : [];
}

function pathOf(item: Expression, scopes: readonly Scope[]): string[] {
  if (item.kind === 'call') return /(^|\.)Route$/.test(item.callee) ? textOf(item.positional[0], item) : [];
  if (item.kind === 'other') return textOf(item.parts[0]);
  return item.kind === 'name' ? pathOfHandler(item.path, scopes) : [];
}

// `@get("/health")`, and nothing else that decorates it.
function pathOfHandler(name: string, scopes: readonly Scope[]): string[] {
  const handler = scopes.flatMap(({ functions }) => functions).find((each) => each.name === name);
  const [decorator, other] = handler?.decorators ?? [];
  if (
    decorator?.kind !== 'call' ||
    other !== undefined ||
    !/^(litestar\.|starlite\.)?get$/.test(decorator.callee)
  )
    return [];
  return textOf(decorator.positional[0] ?? decorator.keywords.get('path'), decorator);
}

function textOf(path: Expression | undefined, call?: CallExpression): string[] {
  const guarded = ['methods', 'guards', 'middleware', 'status_code'].some((name) => call?.keywords.has(name));
  return path?.kind === 'text' && !guarded ? [path.value] : [];
}
