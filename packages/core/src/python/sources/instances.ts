import { meaningOf, type Where } from './resolve';
import type { Sources } from './sources';
import {
  type CallExpression,
  type Expression,
  firstOf,
  type FunctionDefinition,
  isSelf,
  mentions,
  valuesOf,
} from './syntax';

/** The protocol that an app object speaks. */
export type Protocol = 'asgi' | 'wsgi';

/** A class whose objects are apps: its package at the top, its name, and what it speaks. */
export interface AppClass {
  readonly package: string;
  readonly name: string;
  readonly protocol: Protocol;
}

// What wraps an app in another: its own name says so.
const wrapper =
  /(Middleware|ASGIApp|WSGIApp|ProxyFix|WsgiToAsgi|AsgiToWsgi|WhiteNoise|SentryAsgi|mount_gradio_app|get_asgi_app|get_wsgi_app)$/i;
const maxSteps = 16;

/** Names by which people make their apps in functions. */
export const factoryName =
  /^(((create|make|get|build|init|setup|new)_)(\w+_)?(app|application|api|asgi|wsgi|server|fastapi|flask)|(app|application|api)_factory|create_app_\w+|factory|create|init)$/;

const usualFactory = /^(create|make|get|build|init)_(app|application)$|^app_factory$/;

const cache = new WeakMap<Sources, Map<readonly AppClass[], Instances>>();

/** What is an app of some classes in some sources; each function is looked into once. */
export function instancesOf(sources: Sources, classes: readonly AppClass[]): Instances {
  const known = cache.get(sources) ?? new Map<readonly AppClass[], Instances>();
  cache.set(sources, known);
  const instances = known.get(classes) ?? new Instances(sources, classes);
  known.set(classes, instances);
  return instances;
}

/** Whether an expression, a name or a factory gives an app, and what it speaks; null where it does not. */
class Instances {
  constructor(
    private readonly sources: Sources,
    private readonly classes: readonly AppClass[],
  ) {}

  readonly ofExpression = (
    expression: Expression,
    where: Where,
    name: string,
    steps = 0,
  ): Protocol | null => {
    if (steps > maxSteps) return null;
    if (expression.kind === 'name') return this.ofName(expression.path, where, steps + 1);
    if (expression.kind === 'call') return this.ofCall(expression, where, name, steps + 1);
    if (expression.kind === 'other' && expression.parts.length === 3) {
      // `make(x) if y else z`
      return firstOf(expression.parts, (part) =>
        part.kind === 'call' ? this.ofCall(part, where, name, steps + 1) : null,
      );
    }
    return null;
  };

  readonly ofName = (path: string, where: Where, steps = 0): Protocol | null => {
    const meaning = meaningOf(this.sources, path, where);
    if (meaning.kind !== 'value' || steps > maxSteps) return null;
    const { rest, values } = meaning;
    if (rest !== '') return firstOf(values, (value) => this.attributeOf(value, rest, meaning.where));
    return firstOf(values, (value) =>
      isSelf(value, path) ? null : this.ofExpression(value, meaning.where, path, steps + 1),
    );
  };

  // `app.server` of a Dash app, `app.app` of a Connexion one.
  private readonly attributeOf = (value: Expression, attribute: string, where: Where): Protocol | null =>
    value.kind === 'call' &&
    ['server', 'app'].includes(attribute) &&
    /(^|\.)(Dash|App|FlaskApp)$/.test(value.callee)
      ? this.external(value.callee, where, ['dash', 'connexion'])
      : null;

  private readonly external = (
    callee: string,
    where: Where,
    packages: readonly string[],
  ): Protocol | null => {
    const meaning = meaningOf(this.sources, callee, where);
    return meaning.kind === 'external' && packages.includes(meaning.path.split('.')[0] ?? '') ? 'wsgi' : null;
  };

  private readonly ofCall = (
    call: CallExpression,
    where: Where,
    name: string,
    steps: number,
  ): Protocol | null => {
    const made = steps > maxSteps || call.object ? null : this.ofCallee(call.callee, where, steps);
    if (made) return made;
    const last = call.callee.split('.').at(-1) ?? '';
    const given = [...call.positional, ...call.keywords.values()];
    const wraps = wrapper.test(last) || given.some((each) => each.kind === 'name' && each.path === name);
    return wraps
      ? firstOf(given, (each) =>
          isSelf(each, name)
            ? this.selfOf(name, where, steps)
            : this.ofExpression(each, where, name, steps + 1),
        )
      : null;
  };

  // `app = Wrapper(app)`: what app was before.
  private readonly selfOf = (name: string, where: Where, steps: number): Protocol | null => {
    const values = where.scopes.flatMap((scope) => valuesOf(scope, name));
    const imported =
      where.scopes.some(({ imports }) => imports.has(name)) && values.length < 2
        ? this.importedSelf(name, where, steps)
        : null;
    return (
      imported ??
      firstOf(values, (value) =>
        mentions(value, name) ? null : this.ofExpression(value, where, name, steps + 1),
      )
    );
  };

  private readonly importedSelf = (name: string, where: Where, steps: number) => {
    const scopes = where.scopes.map((scope) => ({ ...scope, assignments: [] }));
    return this.ofName(name, { ...where, scopes }, steps + 1);
  };

  private readonly ofCallee = (callee: string, where: Where, steps: number): Protocol | null => {
    const meaning = meaningOf(this.sources, callee, where);
    const last = callee.split('.').at(-1) ?? '';
    if (meaning.kind === 'external')
      return this.ofClass(meaning.path) ?? (usualFactory.test(last) ? this.defaultProtocol : null);
    if (meaning.kind === 'unknown') {
      return (
        this.classes.find(({ name }) => name === last)?.protocol ??
        (usualFactory.test(last) ? this.defaultProtocol : null)
      );
    }
    if (meaning.kind === 'class') {
      if (meaning.definition.bases.length === 0 || steps > maxSteps) return null;
      return firstOf(meaning.definition.bases, (base) =>
        base.kind === 'name' && base.path !== callee
          ? this.ofCallee(base.path, meaning.where, steps + 1)
          : null,
      );
    }
    if (meaning.kind === 'function' && !meaning.definition.async)
      return this.ofFactory(meaning.definition, meaning.where, steps + 1);
    return null;
  };

  private get defaultProtocol(): Protocol | null {
    return this.classes[0]?.protocol ?? null;
  }
  private readonly ofClass = (path: string) => {
    const names = path.split('.');
    return (
      this.classes.find((each) => each.package === names[0] && each.name === names.at(-1))?.protocol ?? null
    );
  };

  // Each function is looked into once; one that calls itself makes nothing.
  private readonly factories = new Map<FunctionDefinition, Protocol | null>();
  readonly ofFactory = (definition: FunctionDefinition, where: Where, steps = 0): Protocol | null => {
    const cached = this.factories.get(definition);
    if (cached !== undefined || steps > maxSteps) return cached ?? null;
    this.factories.set(definition, null);
    const made = this.madeBy(definition, where, steps);
    this.factories.set(definition, made);
    return made;
  };

  private readonly madeBy = (
    definition: FunctionDefinition,
    where: Where,
    steps: number,
  ): Protocol | null => {
    const inner = { ...where, scopes: [definition.scope, ...where.scopes] };
    return (
      firstOf(definition.scope.returns, (each) => this.ofExpression(each, inner, '', steps + 1)) ??
      firstOf(definition.scope.calls, (each) =>
        each.object ? null : this.ofCallee(each.callee, inner, steps + 2),
      )
    );
  };
}
