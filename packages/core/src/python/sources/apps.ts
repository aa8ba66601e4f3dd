import { posix } from 'node:path';
import { type AppClass, factoryName, type Protocol, instancesOf } from './instances';
import { moduleNameOf, type ModuleName } from './layout';
import { importedFile, importersOf, moduleScope } from './resolve';
import type { Sources } from './sources';
import { type CallExpression, callsIn, type Expression, type Scope } from './syntax';

/** An app object or factory at the top level of a module. */
export interface AppObject extends ModuleName {
  /** `module:object` or `module:factory()`. */
  readonly target: string;
  readonly protocol: Protocol;
  readonly file: string;
  readonly line: number;
  /** The more usual, the lower, part by part. */
  readonly rank: readonly number[];
}

/** Where a framework's apps are, by what people call their files: paths in order, then names in order. */
export interface UsualFiles {
  readonly paths: readonly string[];
  readonly names: readonly string[];
  /** Whether the files of workers are as good as any. */
  readonly workers?: boolean;
}

const objectNames = [
  'app',
  'application',
  'api',
  'asgi',
  'wsgi',
  'server',
  'asgi_app',
  'wsgi_app',
  'fastapi_app',
  'flask_app',
];
const factoryNames = [
  'create_app',
  'make_app',
  'get_app',
  'build_app',
  'app_factory',
  'create_application',
  'get_application',
];

// Started by something else, or for something else than serving.
const odd =
  /(^|\/)(\w*celery\w*|\w*worker\w*|tasks?|\w*_?shell|conf|gunicorn\w*|fabfile|noxfile|setup|locustfile|\w*test\w*|demo\w*|example\w*|scripts?|cli|tools?|seed\w*|utils?)(\.py|\/)/;

/** The apps of some classes, the most usual place first. */
export function findApps(sources: Sources, classes: readonly AppClass[], usual: UsualFiles): AppObject[] {
  const [found, origins] = [new Map<string, AppObject>(), new Set<string>()];
  for (const file of candidates(sources, classes)) {
    for (const each of definitions(sources, file, classes)) {
      const named = moduleNameOf(sources, file);
      const target = `${named.module}:${each.name}${each.factory ? '()' : ''}`;
      if (named.module === '' || found.has(target)) continue;
      const { protocol, line } = each;
      if (each.origin !== null) origins.add(`${each.origin}:${each.name}`);
      found.set(target, { ...named, target, protocol, file, line, rank: rankOf(file, named, each, usual) });
    }
  }
  const apps = [...found.values()].filter(
    ({ file, target }) => !origins.has(`${file}:${target.split(':')[1] ?? ''}`),
  );
  return apps.sort((a, b) => compare(a.rank, b.rank) || (a.target < b.target ? -1 : 1));
}

// The class, a name that apps have at the start of a line, or a factory: the other files are not parsed.
const mentionOf = (classes: readonly AppClass[]) =>
  new RegExp(
    String.raw`\b(${classes.map(({ name }) => name).join('|')})\b|^(\w*[aA]pp\w*|api|server|asgi|wsgi)[ \t]*[:=]|` +
      String.raw`^def (create|make|get|build|init|setup|new|\w*app)\w*\(|^[ \t]+app\w* = \w*(create|make|get|build)\w*\(|` +
      String.raw`^from .*\bimport\b.*\b(app|application|api|server)\b`,
    'm',
  );

// Those that make an app first: the more there is to parse, the less may be left for the last.
function candidates(sources: Sources, classes: readonly AppClass[]): string[] {
  const mentioning = sources.mentioning(mentionOf(classes));
  const made = new RegExp(String.raw`\b(${classes.map(({ name }) => name).join('|')})\(`);
  const making = new Set(mentioning.filter((file) => made.test(sources.text(file))));
  return [...making, ...mentioning.filter((file) => !making.has(file))];
}

/** Those of the apps that nothing makes less likely than the first. */
export const likeliest = (apps: readonly AppObject[]): AppObject[] =>
  apps.filter((app) => apps[0] !== undefined && compare(app.rank, apps[0].rank) === 0);

const compare = (a: readonly number[], b: readonly number[]) =>
  a.map((each, index) => each - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0;

interface Definition {
  readonly name: string;
  readonly line: number;
  readonly factory: boolean;
  readonly protocol: Protocol;
  /** The file of an app that this one is, with something more to it. */
  readonly origin: string | null;
}

function definitions(sources: Sources, file: string, classes: readonly AppClass[]): Definition[] {
  const scope = sources.module(file);
  const where = moduleScope(sources, file);
  const { ofExpression, ofFactory, ofName } = instancesOf(sources, classes);
  const found: Definition[] = [];
  // What starts a server when it is imported can't be imported by one.
  if (scope.calls.some(isServing)) return [];
  const names = new Set<string>();
  for (const { name, value, line } of scope.assignments) {
    if (names.has(name)) continue;
    const protocol = value.kind === 'name' ? ofName(name, where) : ofExpression(value, where, name);
    if (protocol) found.push({ name, line, factory: false, protocol, origin: null });
    if (protocol) names.add(name);
  }
  for (const definition of scope.functions) {
    if (definition.async || definition.needsArguments || !factoryName.test(definition.name)) continue;
    const protocol = ofFactory(definition, where);
    if (protocol)
      found.push({ name: definition.name, line: definition.line, factory: true, protocol, origin: null });
  }
  for (const { name, line, origin } of passesOn(sources, file, scope)) {
    const protocol = ofName(name, where);
    if (protocol) found.push({ name, line, factory: false, protocol, origin });
  }
  return found.filter(({ name }) => !isInner(scope, name));
}

/** `app.run(…)`, `uvicorn.run(…)`: a call that serves until it is stopped. */
export const isServing = ({ callee }: CallExpression): boolean =>
  /^(uvicorn|hypercorn|waitress|gevent|eventlet|web|socketio|sio|app|application|server|api|\w*_app)\.(run|serve|run_app|serve_forever)$/.test(
    callee,
  ) || /^(serve|run_simple|run_app|(uvicorn\.)?Server\(\)\.serve)$/.test(callee);

// An app that is imported counts as this module's where it is made for a server, or does something more to it.
function passesOn(sources: Sources, file: string, scope: Scope) {
  const stem = posix.basename(file, '.py');
  const imports = [...scope.imports]
    .filter(([name]) => objectNames.includes(name))
    .map(([name, each]) => ({ name, line: each.line, origin: importedFile(sources, file, each) }));
  if (['wsgi', 'asgi'].includes(stem)) return imports.map((each) => ({ ...each, origin: null }));
  if (!['main', 'app', 'application', 'server', 'run', 'api'].includes(stem) || imports.length === 0)
    return [];
  const changes = [
    ...scope.calls,
    ...scope.functions.flatMap(({ decorators }) => decorators.flatMap(callsIn)),
  ];
  const does = imports.filter(({ name, origin }) => {
    const others = [...scope.imports.values()].map((each) => importedFile(sources, file, each));
    return (
      others.some((each) => each !== null && each !== origin) ||
      changes.some(({ callee }) => callee.startsWith(`${name}.`))
    );
  });
  return does.length > 0 && importersOf(sources, file).length === 0 ? does : [];
}

// An app that another one of the same module wraps, or that is mounted on it.
function isInner(scope: Scope, name: string): boolean {
  const isIt = (each: Expression) => each.kind === 'name' && each.path === name;
  const given = (call: CallExpression) => [...call.positional, ...call.keywords.values()].some(isIt);
  const wrapped = scope.assignments.some(
    ({ name: outer, value }) =>
      outer !== name &&
      value.kind === 'call' &&
      given(value) &&
      /(ASGIApp|WSGIApp|Middleware|ProxyFix|WsgiToAsgi|mount_gradio_app)$/.test(value.callee),
  );
  return (
    wrapped ||
    scope.calls.some((call) => /\.(mount|add_sub_app|add_subapp)$/.test(call.callee) && given(call))
  );
}

function rankOf(
  file: string,
  { module, importPath }: ModuleName,
  definition: Definition,
  usual: UsualFiles,
): number[] {
  const path = module.replaceAll('.', '/');
  const listed = usual.paths.indexOf(`${path}.py`);
  const stem = path.split('/').at(-1) ?? '';
  const named = usual.names.indexOf(stem);
  const { factory, name } = definition;
  const names = factory ? factoryNames : objectNames;
  const position = names.indexOf(name);
  return [
    !usual.workers && odd.test(file) ? 1 : 0,
    listed === -1 ? usual.paths.length : listed,
    importPath[0] === '.' || importPath[0] === 'src' ? 0 : (importPath[0] ?? '').split('/').length,
    path.split('/').length,
    factory ? 1 : 0,
    named === -1 ? usual.names.length : named,
    position === -1 ? names.length : position,
  ];
}
