import { importedFile } from '../sources/resolve';
import { findModule } from '../sources/layout';
import type { Sources } from '../sources/sources';
import { type CallExpression, callsIn, type Expression, firstOf, type Scope } from '../sources/syntax';
import { likeliestPath } from './health';

/**
 * A path of the URL configuration that answers health checks, its own or one that it includes, where the settings let
 * the container ask itself.
 */
export function djangoHealthPath(sources: Sources, settings: string | null): string | null {
  if (settings === null) return null;
  const urls = settingOf(sources, settings, 'ROOT_URLCONF')?.value;
  if (urls?.kind !== 'text' || !answersLocalhost(sources, settings)) return null;
  if (settingOf(sources, settings, 'SECURE_SSL_REDIRECT')) return null;
  return likeliestPath(pathsOf(sources, findModule(sources, urls.value).file).map((path) => `/${path}`));
}

// The request names localhost; any other host than those of the settings is answered with 400.
function answersLocalhost(sources: Sources, settings: string): boolean {
  const stated = settingOf(sources, settings, 'ALLOWED_HOSTS')?.value;
  const hosts = textsOf(stated);
  if (hosts.length > 0) return hosts.some((host) => ['*', 'localhost', '.localhost'].includes(host));
  const isEmpty = stated === undefined || (stated.kind === 'other' && stated.parts.length === 0);
  const debug = settingOf(sources, settings, 'DEBUG');
  // Without any, Django answers on localhost while it debugs.
  return isEmpty && debug !== null && /^DEBUG\s*=\s*True\b/m.test(sources.text(debug.file));
}

interface Setting {
  readonly value: Expression;
  readonly file: string;
}

// Settings of their own for production start with `from .base import *`.
function settingOf(sources: Sources, file: string, name: string, steps = 0): Setting | null {
  const { assignments, stars } = sources.module(file);
  const own = assignments.findLast((each) => each.name === name)?.value;
  if (own !== undefined) return { value: own, file };
  if (steps > 4) return null;
  return firstOf(stars.toReversed(), (star) => {
    const from = importedFile(sources, file, star);
    return from === null ? null : settingOf(sources, from, name, steps + 1);
  });
}

/** The paths of a module's `urlpatterns`, with those of one level of what it includes. */
function pathsOf(sources: Sources, file: string | null, isIncluded = false): string[] {
  if (file === null) return [];
  const scope = sources.module(file);
  return ownCalls(scope).flatMap((call) => {
    const prefix = routeOf(call);
    const [, view] = call.positional;
    if (prefix === null) return [];
    if (view?.kind !== 'call' || !/(^|\.)include$/.test(view.callee)) return [prefix];
    const [module] = textsOf(view.positional[0]);
    // django-health-check brings the view of its only path.
    if (module === 'health_check.urls') return [prefix];
    if (module === undefined || isIncluded) return [];
    return pathsOf(sources, findModule(sources, module).file, true).map((path) => `${prefix}${path}`);
  });
}

// Those of urlpatterns: what another list has is included somewhere, below a path.
function ownCalls(scope: Scope): CallExpression[] {
  const others = scope.assignments.filter(({ name }) => name !== 'urlpatterns');
  const wrapping = scope.calls.filter(({ callee }) => /(^|\.)(include|i18n_patterns)$/.test(callee));
  const inner = new Set([
    ...others.flatMap(({ value }) => callsIn(value)),
    ...wrapping.flatMap((call) => call.positional.flatMap(callsIn)),
  ]);
  return scope.calls.filter((call) => /(^|\.)(path|re_path|url)$/.test(call.callee) && !inner.has(call));
}

// `path("health/", …)`, `re_path(r"^health/$", …)`; null for one that is more of a pattern than that.
function routeOf({ callee, positional: [route] }: CallExpression): string | null {
  if (route?.kind !== 'text') return null;
  const isPattern = !/(^|\.)path$/.test(callee);
  const text = isPattern
    ? route.value
        .replace(/^\^/, '')
        .replace(/\/\?\$$/, '/')
        .replace(/\$$/, '')
    : route.value;
  return /^[\w./-]*$/.test(text) ? text : null;
}

const textsOf = (expression: Expression | undefined): string[] =>
  expression?.kind === 'text'
    ? [expression.value]
    : expression?.kind === 'other'
      ? expression.parts.flatMap(textsOf)
      : [];
