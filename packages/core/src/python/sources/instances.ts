import { meaningOf, type Where } from './resolve';
import type { Sources } from './sources';
import { type CallExpression, callsIn, type Expression, type FunctionDefinition } from './syntax';

/** The protocol that an app object speaks. */
export type Protocol = 'asgi' | 'wsgi';

/** A class whose objects are apps: its package at the top, its name, and what it speaks. */
export interface AppClass {
  readonly package: string;
  readonly name: string;
  readonly protocol: Protocol;
}

// What wraps an app in another: its own name says so.
const wrapper = /(Middleware|ASGIApp|WSGIApp|ProxyFix|WsgiToAsgi|AsgiToWsgi|WhiteNoise|SentryAsgi|mount_gradio_app|get_asgi_app|get_wsgi_app)$/i;
const maxSteps = 16;

/** Names by which people make their apps in functions. */
export const factoryName =
  /^(((create|make|get|build|init|setup|new)_)(\w+_)?(app|application|api|asgi|wsgi|server|fastapi|flask)|(app|application|api)_factory|create_app_\w+|factory|create|init)$/;

const usualFactory = /^(create|make|get|build|init)_(app|application)$|^app_factory$/;

/** Whether an expression gives an app of one of some classes, and what it speaks; null where it does not. */
export function protocolOf(sources: Sources, classes: readonly AppClass[]) {
  const ofExpression = (expression: Expression, where: Where, name: string, steps = 0): Protocol | null => {
    if (steps > maxSteps) return null;
    if (expression.kind === 'name') return ofName(expression.path, where, steps + 1);
    if (expression.kind === 'call') return ofCall(expression, where, name, steps + 1);
    if (expression.kind === 'other' && expression.parts.length === 3) {
      // `make(x) if y else z`
      return firstOf(expression.parts, (part) => (part.kind === 'call' ? ofCall(part, where, name, steps + 1) : null));
    }
    return null;
  };

  const ofName = (path: string, where: Where, steps: number): Protocol | null => {
    const meaning = meaningOf(sources, path, where);
    if (meaning.kind !== 'value' || steps > maxSteps) return null;
    const { rest, values } = meaning;
    if (rest !== '') return firstOf(values, (value) => attributeOf(value, rest, meaning.where));
    return firstOf(values, (value) => (isSelf(value, path) ? null : ofExpression(value, meaning.where, path, steps + 1)));
  };

  // `app.server` of a Dash app, `app.app` of a Connexion one.
  const attributeOf = (value: Expression, attribute: string, where: Where): Protocol | null =>
    value.kind === 'call' && ['server', 'app'].includes(attribute) && /(^|\.)(Dash|App|FlaskApp)$/.test(value.callee)
      ? external(value.callee, where, ['dash', 'connexion'])
      : null;

  const external = (callee: string, where: Where, packages: readonly string[]): Protocol | null => {
    const meaning = meaningOf(sources, callee, where);
    return meaning.kind === 'external' && packages.includes(meaning.path.split('.')[0] ?? '') ? 'wsgi' : null;
  };

  const ofCall = (call: CallExpression, where: Where, name: string, steps: number): Protocol | null => {
    const made = steps > maxSteps || call.object ? null : ofCallee(call.callee, where, steps);
    if (made) return made;
    const last = call.callee.split('.').at(-1) ?? '';
    const given = [...call.positional, ...call.keywords.values()];
    const wraps = wrapper.test(last) || given.some((each) => each.kind === 'name' && each.path === name);
    return wraps ? firstOf(given, (each) => (isSelf(each, name) ? selfOf(name, where, steps) : ofExpression(each, where, name, steps + 1))) : null;
  };

  // `app = Wrapper(app)`: what app was before.
  const selfOf = (name: string, where: Where, steps: number): Protocol | null => {
    const values = where.scopes.flatMap((scope) => scope.assignments.filter((each) => each.name === name).map((each) => each.value));
    const imported = where.scopes.some(({ imports }) => imports.has(name)) && values.length < 2 ? importedSelf(name, where, steps) : null;
    return imported ?? firstOf(values, (value) => (mentions(value, name) ? null : ofExpression(value, where, name, steps + 1)));
  };

  const importedSelf = (name: string, where: Where, steps: number) => {
    const scopes = where.scopes.map((scope) => ({ ...scope, assignments: [] }));
    return ofName(name, { ...where, scopes }, steps + 1);
  };

  const ofCallee = (callee: string, where: Where, steps: number): Protocol | null => {
    const meaning = meaningOf(sources, callee, where);
    const last = callee.split('.').at(-1) ?? '';
    if (meaning.kind === 'external') return ofClass(meaning.path) ?? (usualFactory.test(last) ? defaultProtocol : null);
    if (meaning.kind === 'unknown') {
      return classes.find(({ name }) => name === last)?.protocol ?? (usualFactory.test(last) ? defaultProtocol : null);
    }
    if (meaning.kind === 'class') {
      if (meaning.definition.bases.length === 0 || steps > maxSteps) return null;
      return firstOf(meaning.definition.bases, (base) => (base.kind === 'name' && base.path !== callee ? ofCallee(base.path, meaning.where, steps + 1) : null));
    }
    if (meaning.kind === 'function' && !meaning.definition.async) return ofFactory(meaning.definition, meaning.where, steps + 1);
    return null;
  };

  const defaultProtocol: Protocol | null = classes[0]?.protocol ?? null;
  const ofClass = (path: string) => {
    const names = path.split('.');
    return classes.find((each) => each.package === names[0] && each.name === names.at(-1))?.protocol ?? null;
  };

  // Each function is looked into once; one that calls itself makes nothing.
  const factories = new Map<FunctionDefinition, Protocol | null>();
  const ofFactory = (definition: FunctionDefinition, where: Where, steps = 0): Protocol | null => {
    const cached = factories.get(definition);
    if (cached !== undefined || steps > maxSteps) return cached ?? null;
    factories.set(definition, null);
    const made = madeBy(definition, where, steps);
    factories.set(definition, made);
    return made;
  };

  const madeBy = (definition: FunctionDefinition, where: Where, steps: number): Protocol | null => {
    const inner = { ...where, scopes: [definition.scope, ...where.scopes] };
    return (
      firstOf(definition.scope.returns, (each) => ofExpression(each, inner, '', steps + 1)) ??
      firstOf(definition.scope.calls, (each) => (each.object ? null : ofCallee(each.callee, inner, steps + 2)))
    );
  };

  return { ofExpression, ofName, ofFactory };
}

const isSelf = (expression: Expression, name: string) => expression.kind === 'name' && expression.path === name;

const mentions = (expression: Expression, name: string): boolean =>
  isSelf(expression, name) ||
  callsIn(expression).some((call) => [...call.positional, ...call.keywords.values()].some((each) => isSelf(each, name)));

function firstOf<From, To>(values: readonly From[], find: (value: From) => To | null): To | null {
  for (const value of values) {
    const found = find(value);
    if (found !== null) return found;
  }
  return null;
}
