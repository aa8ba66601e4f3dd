import type { AppClass } from '../sources/instances';
import type { Sources } from '../sources/sources';
import { prefixesOf } from './included-routes';
import { literal, readsGet, routesOf } from './routes';
import { listedPaths, makesAppIn } from './listed-routes';
import { type CallExpression, callsIn, type Scope, scopesIn } from '../sources/syntax';

/** The paths that people answer health checks on, the likeliest first. */
export const healthPaths = ['/health', '/healthz', '/healthcheck', '/ping', '/-/healthy', '/status'];

/** A path among some that is a health check's, whether it ends in a slash or not; the likeliest first. */
export function likeliestPath(paths: readonly string[]): string | null {
  const plain = (path: string) => path.replace(/(.)\/$/, '$1');
  const exact = healthPaths.flatMap((path) => paths.filter((each) => plain(each) === path));
  // `/api/v1/health`
  const below = paths.filter((each) => /^\/[\w./-]*\/(health|healthz|healthcheck)$/.test(plain(each)));
  return exact[0] ?? below[0] ?? null;
}

/**
 * A path that an app answers well on, by its routes; null where its sources show none. Only routes of the app's own
 * count, and of routers whose prefixes are literals: a path that is wrong would make a container that is well look ill.
 */
export function findHealthPath(sources: Sources, classes: readonly AppClass[]): string | null {
  const files = sources.mentioning(
    /["'](\/|\/[\w./-]+\/)?(health|healthz|healthcheck|ping|-\/healthy|status)\/?["']/,
  );
  const scopes = files.flatMap((file) => scopesIn(sources.module(file)).map((scope) => ({ file, scope })));
  const routes = scopes.flatMap(({ file, scope }) => routesOf(scope).map((route) => ({ ...route, file })));
  const found = routes.flatMap(({ owner, file, path }) =>
    owner === null ? [path] : prefixesOf(sources, classes, owner, file).map((prefix) => `${prefix}${path}`),
  );
  const listed = files.flatMap((file) => listedPaths(sources, classes, file));
  // In the file that makes the app, its list tells.
  const elsewhere = scopes.filter(({ file }) => !makesAppIn(sources, classes, file));
  const unbound = unboundRoutes(sources, classes, elsewhere);
  return likeliestPath([...found, ...listed, ...unbound]);
}

// `@get("/health")` of Litestar, `Route("/health", …)` of Starlette: the app's own where nothing puts a path before it.
function unboundRoutes(
  sources: Sources,
  classes: readonly AppClass[],
  scopes: readonly { readonly scope: Scope }[],
): string[] {
  const names = classes.map(({ name }) => name);
  if (
    names.includes('Litestar') &&
    sources.mentioning(/\b(Router|Controller)\b|\bLitestar\([^)]*\bpath\s*=/).length === 0
  )
    return scopes
      .flatMap(({ scope }) => scope.functions.flatMap(({ decorators }) => decorators))
      .flatMap((each) => (each.kind === 'call' && each.callee === 'get' ? pathOf(each) : []));
  if (names.includes('Starlette') && sources.mentioning(/\bMount\(/).length === 0)
    return scopes
      .flatMap(({ scope }) => [...scope.calls, ...scope.returns.flatMap(callsIn)])
      .flatMap((each) =>
        each.callee === 'Route' && readsGet(each.keywords.get('methods')) ? pathOf(each) : [],
      );
  return [];
}

const pathOf = (call: CallExpression) => {
  const path = literal(call.positional[0] ?? call.keywords.get('path'));
  return path === null ? [] : [path];
};
