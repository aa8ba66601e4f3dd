/** An expression, as far as detection reads one. Names are dotted paths: `fastapi.FastAPI`. */
export type Expression =
  NameExpression | CallExpression | TextExpression | NumberExpression | OtherExpression;

export interface NameExpression {
  readonly kind: 'name';
  readonly path: string;
}

export interface CallExpression {
  readonly kind: 'call';
  /** The dotted path of what is called, calls within it left out: `app.run`, `Instrumentator.expose`. */
  readonly callee: string;
  /** What a method is called on, where that is no plain name: `Flask(__name__)` of `Flask(__name__).run()`. */
  readonly object: Expression | null;
  readonly positional: readonly Expression[];
  readonly keywords: ReadonlyMap<string, Expression>;
  readonly line: number;
}

export interface TextExpression {
  readonly kind: 'text';
  readonly value: string;
}

export interface NumberExpression {
  readonly kind: 'number';
  readonly value: number;
}

/** Anything else, for what is within it: lists, operators, conditionals, attributes of calls. */
export interface OtherExpression {
  readonly kind: 'other';
  readonly parts: readonly Expression[];
}

/** `from module import name`, dots before it counted; a name of null for `import module`. */
export interface Imported {
  readonly module: string;
  readonly dots: number;
  readonly name: string | null;
  readonly line: number;
}

export interface Assignment {
  readonly name: string;
  readonly value: Expression;
  readonly line: number;
}

export interface FunctionDefinition {
  readonly name: string;
  readonly line: number;
  readonly async: boolean;
  /** Whether it can't be called without arguments. */
  readonly needsArguments: boolean;
  /** What its parameters are where they are not given. */
  readonly defaults: ReadonlyMap<string, Expression>;
  readonly decorators: readonly Expression[];
  readonly scope: Scope;
}

export interface ClassDefinition {
  readonly name: string;
  readonly line: number;
  readonly bases: readonly Expression[];
  readonly scope: Scope;
}

/** What a module or a function's body says; the branches of conditionals, `try` and `with` belong to it. */
export interface Scope {
  readonly imports: Map<string, Imported>;
  /** `from module import *`. */
  readonly stars: Imported[];
  readonly assignments: Assignment[];
  readonly functions: FunctionDefinition[];
  readonly classes: ClassDefinition[];
  /** Every call in its statements, whatever they are part of; those of functions and classes are in their own scopes. */
  readonly calls: CallExpression[];
  readonly returns: Expression[];
  /** What stands below `if __name__ == "__main__":`. */
  guarded: Scope | null;
}

export const emptyScope = (): Scope => ({
  imports: new Map(),
  stars: [],
  assignments: [],
  functions: [],
  classes: [],
  calls: [],
  returns: [],
  guarded: null,
});

const assignedIn = new WeakMap<Scope, Map<string, Expression[]>>();

/** What a name is assigned in a scope. */
export function valuesOf(scope: Scope, name: string): readonly Expression[] {
  let values = assignedIn.get(scope);
  if (!values) {
    values = new Map();
    for (const each of scope.assignments) {
      const known = values.get(each.name);
      if (known) known.push(each.value);
      else values.set(each.name, [each.value]);
    }
    assignedIn.set(scope, values);
  }
  return values.get(name) ?? [];
}

/** Every scope within a scope, itself first. */
export function scopesIn(scope: Scope): Scope[] {
  const inner = [...scope.functions, ...scope.classes].flatMap((each) => scopesIn(each.scope));
  return [scope, ...inner, ...(scope.guarded ? scopesIn(scope.guarded) : [])];
}

/** Every call of an expression, the outermost first. */
export function callsIn(expression: Expression): CallExpression[] {
  if (expression.kind === 'other') return expression.parts.flatMap(callsIn);
  if (expression.kind !== 'call') return [];
  const object = expression.object ? callsIn(expression.object) : [];
  return [
    expression,
    ...object,
    ...[...expression.positional, ...expression.keywords.values()].flatMap(callsIn),
  ];
}

/** Whether an expression is a name, and nothing more. */
export const isSelf = (expression: Expression, name: string) =>
  expression.kind === 'name' && expression.path === name;

/** Whether an expression is a name, or has it among the arguments of a call. */
export const mentions = (expression: Expression, name: string): boolean =>
  isSelf(expression, name) ||
  callsIn(expression).some((call) =>
    [...call.positional, ...call.keywords.values()].some((each) => isSelf(each, name)),
  );

/** The first that is found of some values. */
export function firstOf<From, To>(values: readonly From[], find: (value: From) => To | null): To | null {
  for (const value of values) {
    const found = find(value);
    if (found !== null) return found;
  }
  return null;
}
