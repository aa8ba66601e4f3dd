import { type CallExpression, type Expression, type Scope } from '../sources/syntax';

/** A route that answers GET. */
export interface Route {
  readonly path: string;
  /** The name that it is a route of: `app`; null where it can only be the app's. */
  readonly owner: string | null;
}

/** The routes that a scope makes: decorated, added one by one, or in a list of aiohttp's. */
export function routesOf(scope: Scope): Route[] {
  const decorated = scope.functions
    .filter(({ decorators }) => decorators.length === 1)
    .flatMap(({ decorators: [decorator] }) => (decorator?.kind === 'call' ? routeOf(decorator) : []));
  const listed = scope.assignments.flatMap(({ name, value }) => routesIn(value, name));
  return [...decorated, ...scope.calls.flatMap(added), ...listed];
}

// `[web.get("/health", health)]` of aiohttp, which an app is given, or a name.
const routesIn = (list: Expression | undefined, owner: string): Route[] =>
  list?.kind !== 'other'
    ? []
    : list.parts.flatMap((item) => {
        const path = item.kind === 'call' && item.callee === 'web.get' ? literal(item.positional[0]) : null;
        return path === null ? [] : [{ path, owner }];
      });

/** The text of a path. */
export const literal = (expression: Expression | undefined) =>
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

/** Whether a route's methods have GET among them. */
export const readsGet = (methods: Expression | undefined) =>
  methods === undefined ||
  (methods.kind === 'other' && methods.parts.some((each) => each.kind === 'text' && each.value === 'GET'));

// `app.add_url_rule("/health", …)`, `app.router.add_get("/health", …)`, `app.add_routes([…])`.
function added(call: CallExpression): Route[] {
  const [, owner = '', method] =
    /^(.+?)(?:\.router)?\.(add_url_rule|add_api_route|add_get|add_routes?)$/.exec(call.callee) ?? [];
  if (method === 'add_routes') return routesIn(call.positional[0], owner);
  const path = literal(
    call.positional[method === 'add_route' && call.positional[0]?.kind !== 'text' ? 1 : 0],
  );
  return method !== undefined && path !== null && !call.keywords.has('dependencies') ? [{ path, owner }] : [];
}
