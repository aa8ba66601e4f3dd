import { type AppClass, instancesOf } from '../sources/instances';
import { importedFile } from '../sources/resolve';
import type { Sources } from '../sources/sources';
import { type CallExpression, type Expression, type Scope, scopesIn } from '../sources/syntax';

/** A name in a file, and where it is looked up: from the scope that has it to the module's own. */
interface Named {
  readonly name: string;
  readonly file: string;
  readonly scopes: readonly [Scope, Scope];
}

// Routers within routers, deeper than anyone writes.
const maxSteps = 4;

/**
 * The paths below which an owner's routes are served: one that is empty for the app itself, the prefixes of each router
 * that the app includes; none where that can't be told, or what is asked of every request may make another answer.
 */
export function prefixesOf(
  sources: Sources,
  classes: readonly AppClass[],
  owner: string,
  file: string,
  steps = 0,
): string[] {
  const module = sources.module(file);
  const isApp = scopesIn(module).some((scope) =>
    isAppIn(sources, classes, { name: owner, file, scopes: [scope, module] }),
  );
  if (isApp) return isMounted(sources, file, owner) ? [] : [''];
  const origin = originOf(sources, { name: owner, file, scopes: [module, module] });
  const made =
    origin && sources.module(origin.file).assignments.find(({ name }) => name === origin.name)?.value;
  const own = made ? ownPrefix(made) : null;
  return origin === null || own === null || steps > maxSteps
    ? []
    : includings(sources, classes, origin, own, steps);
}

/** The app itself, or what a function is given by that name: `def setup_routes(app):`. */
function isAppIn(sources: Sources, classes: readonly AppClass[], { name, file, scopes }: Named): boolean {
  if (instancesOf(sources, classes).ofName(name, { file, scopes }) !== null) return true;
  const isBound = scopes.some(
    ({ assignments, imports }) => assignments.some((each) => each.name === name) || imports.has(name),
  );
  const isGiven = scopes[1].functions.some(
    ({ scope, needsArguments }) => needsArguments && scope === scopes[0],
  );
  return isGiven && !isBound && ['app', 'application'].includes(name);
}

// An app that another one has below a path: `app.mount("/v1", v1)`, `Mount("/v1", app=v1)`.
function isMounted(sources: Sources, file: string, name: string): boolean {
  const module = sources.module(file);
  const own = originOf(sources, { name, file, scopes: [module, module] });
  return sources.mentioning(/\b(mount|Mount|add_subapp|add_sub_app)\(/).some((from) => {
    const around = sources.module(from);
    return scopesIn(around).some((scope) =>
      scope.calls
        .filter(({ callee }) => /(^|\.)(mount|Mount|add_subapp|add_sub_app)$/.test(callee))
        .flatMap(({ positional, keywords }) => [...positional, ...keywords.values()])
        .some((each) => {
          if (each.kind !== 'name') return false;
          if (from === file && each.path === name) return true;
          const origin = originOf(sources, { name: each.path, file: from, scopes: [scope, around] });
          return own !== null && origin?.file === own.file && origin.name === own.name;
        }),
    );
  });
}

/** The prefix that a router is made with; null where it is none, or one that is more than a prefix. */
function ownPrefix(made: Expression): string | null {
  // A list of aiohttp's routes.
  if (made.kind === 'other') return '';
  if (made.kind !== 'call' || !/(^|\.)(APIRouter|Blueprint|RouteTableDef)$/.test(made.callee)) return null;
  return prefixIn(made);
}

// What is asked of every request, or a prefix that is no literal, leaves it open.
function prefixIn({ keywords }: CallExpression): string | null {
  if (['dependencies', 'subdomain', 'host'].some((name) => keywords.has(name))) return null;
  const stated = keywords.get('prefix') ?? keywords.get('url_prefix');
  if (stated === undefined) return '';
  return stated.kind === 'text' && /^[\w./-]*$/.test(stated.value) ? stated.value.replace(/\/$/, '') : null;
}

const includes = /^(.+?)(?:\.router)?\.(include_router|register_blueprint|add_routes)$/;

// `app.include_router(health.router, prefix="/api")`, on the app itself or on a router that it includes.
function includings(
  sources: Sources,
  classes: readonly AppClass[],
  router: Origin,
  own: string,
  steps: number,
): string[] {
  return sources.mentioning(/\.(include_router|register_blueprint|add_routes)\(/).flatMap((from) => {
    const module = sources.module(from);
    return scopesIn(module).flatMap((scope) =>
      scope.calls.flatMap((call) => {
        const [, owner, method] = includes.exec(call.callee) ?? [];
        const [given] = call.positional;
        const prefix = prefixIn(call);
        if (owner === undefined || prefix === null || given?.kind !== 'name') return [];
        const named = { name: given.path, file: from, scopes: [scope, module] } as const;
        const origin = originOf(sources, named);
        if (origin?.file !== router.file || origin.name !== router.name) return [];
        const isApp = isAppIn(sources, classes, { ...named, name: owner });
        const above = isApp
          ? appPrefix(sources, from, owner)
          : prefixesOf(sources, classes, owner, from, steps + 1);
        // A blueprint's own prefix is only for where none is given.
        const below = method === 'register_blueprint' && prefix !== '' ? prefix : `${prefix}${own}`;
        return above.map((each) => `${each}${below}`);
      }),
    );
  });
}

const appPrefix = (sources: Sources, file: string, name: string) =>
  isMounted(sources, file, name) ? [] : [''];

interface Origin {
  readonly file: string;
  readonly name: string;
}

/** Where a router comes from, through what passes it on. */
function originOf(sources: Sources, { name: path, file, scopes }: Named, steps = 0): Origin | null {
  const [head = '', ...rest] = path.split('.');
  const imported = scopes.map((scope) => scope.imports.get(head)).find((each) => each !== undefined);
  if (!imported) return rest.length === 0 ? { file, name: head } : null;
  const { module, name, dots } = imported;
  const inner = importedFile(sources, file, {
    module: [module, name].filter((each) => each !== null && each !== '').join('.'),
    dots,
  });
  const [attribute, ...deeper] = rest;
  const at = attribute === undefined ? importedFile(sources, file, imported) : inner;
  const found = attribute ?? name;
  if (at === null || !found || deeper.length > 0 || steps > maxSteps) return null;
  const passed = sources.module(at);
  return at === file
    ? { file: at, name: found }
    : originOf(sources, { name: found, file: at, scopes: [passed, passed] }, steps + 1);
}
