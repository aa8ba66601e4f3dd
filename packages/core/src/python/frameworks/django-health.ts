import { findModule } from '../sources/layout';
import type { Sources } from '../sources/sources';
import type { Assignment, Expression } from '../sources/syntax';
import { likeliestPath } from './health';

/** A path of the root URL configuration that answers health checks, where the settings let the container ask itself. */
export function djangoHealthPath(sources: Sources, settings: string | null): string | null {
  if (settings === null) return null;
  const { assignments } = sources.module(settings);
  // The request comes from within: any other host is answered with 400.
  const hosts = textsOf(last(assignments, 'ALLOWED_HOSTS'));
  const urls = last(assignments, 'ROOT_URLCONF');
  if (
    !hosts.some((host) => ['*', '127.0.0.1'].includes(host)) ||
    urls?.kind !== 'text' ||
    last(assignments, 'SECURE_SSL_REDIRECT')
  )
    return null;
  const { file } = findModule(sources, urls.value);
  const patterns = file === null ? undefined : last(sources.module(file).assignments, 'urlpatterns');
  const calls = patterns?.kind === 'other' ? patterns.parts : [];
  return likeliestPath(
    calls
      .flatMap((call) =>
        call.kind === 'call' && call.callee === 'path' && !isInclude(call.positional[1])
          ? textsOf(call.positional[0])
          : [],
      )
      .map((path) => `/${path}`),
  );
}

const last = (assignments: readonly Assignment[], name: string) =>
  assignments.findLast((each) => each.name === name)?.value;

const isInclude = (view: Expression | undefined) => view?.kind === 'call' && view.callee === 'include';

const textsOf = (expression: Expression | undefined): string[] =>
  expression?.kind === 'text'
    ? [expression.value]
    : expression?.kind === 'other'
      ? expression.parts.flatMap(textsOf)
      : [];
