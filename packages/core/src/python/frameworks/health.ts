import { importedFile } from '../sources/resolve';
import { type AppClass, instancesOf } from '../sources/instances';
import type { Sources } from '../sources/sources';
import { type CallExpression, callsIn, type Expression, type Scope, scopesIn } from '../sources/syntax';

/** The paths that people answer health checks on, the likeliest first. */
export const healthPaths = ['/health', '/healthz', '/healthcheck', '/ping', '/-/healthy', '/status'];

/** A path among some that is a health check's, whether it ends in a slash or not; the likeliest first. */
export const likeliestPath = (paths: readonly string[]): string | null =>
  healthPaths.flatMap((path) => paths.filter((each) => each.replace(/(.)\/$/, '$1') === path)).at(0) ?? null;

/**
 * A path that an app answers well on, by its routes; null where its sources show none. Only routes of the app's own
 * count, and of routers without a prefix: a path that is wrong would make a container that is well look ill.
 */
export function findHealthPath(sources: Sources, classes: readonly AppClass[]): string | null {
  const files = sources.mentioning(/["']\/?(health|healthz|healthcheck|ping|-\/healthy|status)\/?["']/);
  const scopes = files.flatMap((file) => scopesIn(sources.module(file)).map((scope) => ({ file, scope })));
  const routes = scopes.flatMap(({ file, scope }) => routesOf(scope).map((route) => ({ ...route, file })));
  const found = routes.filter(({ owner, file }) => owner === null || isAtTop(sources, classes, owner, file));
  return likeliestPath(found.map(({ path }) => path).concat(unboundRoutes(sources, classes, scopes)));
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

interface Route {
  readonly path: string;
  /** The name that it is a route of: `app`; null where it can only be the app's. */
  readonly owner: string | null;
}

function routesOf(scope: Scope): Route[] {
  const decorated = scope.functions
    .filter(({ decorators }) => decorators.length === 1)
    .flatMap(({ decorators: [decorator] }) => (decorator?.kind === 'call' ? routeOf(decorator) : []));
  return [...decorated, ...scope.calls.flatMap(added)];
}

const literal = (expression: Expression | undefined) =>
  expression?.kind === 'text' && expression.value.startsWith('/') ? expression.value : null;

// `@app.get("/health")`, `@app.route("/health", methods=["GET"])`; one with dependencies may want a token.
function routeOf(call: CallExpression): Route[] {
  const names = call.callee.split('.');
  const method = names.pop() ?? '';
  const path = literal(call.positional[0] ?? call.keywords.get('path') ?? call.keywords.get('rule'));
  const isGet = method === 'get' || (method === 'route' && readsGet(call.keywords.get('methods')));
  return isGet && path !== null && names.length > 0 && !call.keywords.has('dependencies')
    ? [{ path, owner: names.join('.') }]
    : [];
}

const readsGet = (methods: Expression | undefined) =>
  methods === undefined ||
  (methods.kind === 'other' && methods.parts.some((each) => each.kind === 'text' && each.value === 'GET'));

// `app.add_url_rule("/health", …)`, `app.router.add_get("/health", …)`.
function added(call: CallExpression): Route[] {
  const [, owner = '', method] =
    /^(.+?)(?:\.router)?\.(add_url_rule|add_api_route|add_get|add_route)$/.exec(call.callee) ?? [];
  const path = literal(
    call.positional[method === 'add_route' && call.positional[0]?.kind !== 'text' ? 1 : 0],
  );
  return method !== undefined && path !== null && !call.keywords.has('dependencies') ? [{ path, owner }] : [];
}

function isAtTop(sources: Sources, classes: readonly AppClass[], owner: string, file: string): boolean {
  const { ofName } = instancesOf(sources, classes);
  const places = scopesIn(sources.module(file)).map((scope) => ({
    file,
    scopes: [scope, sources.module(file)],
  }));
  if (places.some((where) => ofName(owner, where) !== null)) return true;
  const made = sources.module(file).assignments.find(({ name }) => name === owner);
  return (
    made?.value.kind === 'call' && isPlainRouter(made.value) && isIncluded(sources, classes, owner, file)
  );
}

const isPlainRouter = ({ callee, keywords }: CallExpression) =>
  /(^|\.)(APIRouter|Blueprint)$/.test(callee) &&
  !['prefix', 'url_prefix', 'dependencies', 'subdomain'].some((name) => keywords.has(name));

// `app.include_router(health.router)`, on the app itself and without a prefix.
function isIncluded(sources: Sources, classes: readonly AppClass[], router: string, file: string): boolean {
  const { ofName } = instancesOf(sources, classes);
  return sources.mentioning(/\.(include_router|register_blueprint)\(/).some((from) => {
    const module = sources.module(from);
    return scopesIn(module).some((scope) =>
      scope.calls.some((call) => {
        const [, app] = /^(.+)\.(?:include_router|register_blueprint)$/.exec(call.callee) ?? [];
        const plain = ![...call.keywords.keys()].some((name) =>
          ['prefix', 'url_prefix', 'dependencies'].includes(name),
        );
        const [given] = call.positional;
        if (app === undefined || !plain || given?.kind !== 'name') return false;
        const isApp = ofName(app, { file: from, scopes: [scope, module] }) !== null;
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
