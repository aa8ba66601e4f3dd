import { importedFile } from '../sources/resolve';
import { type AppClass, instancesOf } from '../sources/instances';
import type { Sources } from '../sources/sources';
import { literal, readsGet, routesOf } from './routes';
import { listedPaths, makesAppIn } from './listed-routes';
import { type CallExpression, callsIn, type Expression, type Scope, scopesIn } from '../sources/syntax';

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
 * count, and of routers without a prefix: a path that is wrong would make a container that is well look ill.
 */
export function findHealthPath(sources: Sources, classes: readonly AppClass[]): string | null {
  const files = sources.mentioning(
    /["'](\/|\/[\w./-]+\/)?(health|healthz|healthcheck|ping|-\/healthy|status)\/?["']/,
  );
  const scopes = files.flatMap((file) => scopesIn(sources.module(file)).map((scope) => ({ file, scope })));
  const routes = scopes.flatMap(({ file, scope }) => routesOf(scope).map((route) => ({ ...route, file })));
  const found = routes.filter(({ owner, file }) => owner === null || isAtTop(sources, classes, owner, file));
  const listed = files.flatMap((file) => listedPaths(sources, classes, file));
  // In the file that makes the app, its list tells.
  const elsewhere = scopes.filter(({ file }) => !makesAppIn(sources, classes, file));
  const unbound = unboundRoutes(sources, classes, elsewhere);
  return likeliestPath([...found.map(({ path }) => path), ...listed, ...unbound]);
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

function isAtTop(sources: Sources, classes: readonly AppClass[], owner: string, file: string): boolean {
  const module = sources.module(file);
  const isApp = scopesIn(module).some((scope) => isAppIn(sources, classes, owner, file, [scope, module]));
  if (isApp) return !isMounted(sources, file, owner);
  const made = module.assignments.find(({ name }) => name === owner)?.value;
  return made !== undefined && isPlainRouter(made) && isIncluded(sources, classes, owner, file);
}

// The app itself, or what a function is given by that name: `def setup_routes(app):`.
function isAppIn(
  sources: Sources,
  classes: readonly AppClass[],
  name: string,
  file: string,
  scopes: readonly [Scope, Scope],
): boolean {
  if (instancesOf(sources, classes).ofName(name, { file, scopes }) !== null) return true;
  const isBound = scopes.some(
    ({ assignments, imports }) => assignments.some((each) => each.name === name) || imports.has(name),
  );
  const isGiven = scopes[1].functions.some(
    ({ scope, needsArguments }) => needsArguments && scope === scopes[0],
  );
  return isGiven && !isBound && ['app', 'application'].includes(name);
}

const mounts = /\.(mount|add_subapp|add_sub_app)$/;

const isMounted = (sources: Sources, file: string, name: string) =>
  scopesIn(sources.module(file)).some((scope) =>
    scope.calls.some(
      ({ callee, positional }) =>
        mounts.test(callee) && positional.some((each) => each.kind === 'name' && each.path === name),
    ),
  );

// A router without a prefix, or a list of routes, that an app is to be given.
const isPlainRouter = (made: Expression) =>
  made.kind === 'other' ||
  (made.kind === 'call' &&
    /(^|\.)(APIRouter|Blueprint|RouteTableDef)$/.test(made.callee) &&
    !['prefix', 'url_prefix', 'dependencies', 'subdomain'].some((name) => made.keywords.has(name)));

const includes = /^(.+?)(?:\.router)?\.(?:include_router|register_blueprint|add_routes)$/;

// `app.include_router(health.router)`, on the app itself and without a prefix.
function isIncluded(sources: Sources, classes: readonly AppClass[], router: string, file: string): boolean {
  return sources.mentioning(/\.(include_router|register_blueprint|add_routes)\(/).some((from) => {
    const module = sources.module(from);
    return scopesIn(module).some((scope) =>
      scope.calls.some((call) => {
        const [, app] = includes.exec(call.callee) ?? [];
        const plain = ![...call.keywords.keys()].some((name) =>
          ['prefix', 'url_prefix', 'dependencies'].includes(name),
        );
        const [given] = call.positional;
        if (app === undefined || !plain || given?.kind !== 'name') return false;
        const isApp = isAppIn(sources, classes, app, from, [scope, module]) && !isMounted(sources, from, app);
        return isApp && originOf(sources, given.path, from, [scope, module]) === `${file}:${router}`;
      }),
    );
  });
}

// Where a router comes from: `file:name`.
function originOf(sources: Sources, path: string, file: string, scopes: readonly Scope[]): string | null {
  const [head = '', ...rest] = path.split('.');
  for (const scope of scopes) {
    const imported = scope.imports.get(head);
    if (!imported) continue;
    const module = [imported.module, imported.name].filter((each) => each !== null && each !== '').join('.');
    const inner = importedFile(sources, file, { module, dots: imported.dots });
    if (inner !== null && rest.length === 1) return `${inner}:${rest[0] ?? ''}`;
    const outer = importedFile(sources, file, imported);
    return outer !== null && rest.length === 0 ? `${outer}:${imported.name ?? ''}` : null;
  }
  return rest.length === 0 ? `${file}:${head}` : null;
}
