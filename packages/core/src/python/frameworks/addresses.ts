import type { Warning } from '../project';
import type { Sources } from '../sources/sources';
import { type CallExpression, scopesIn } from '../sources/syntax';
import type { SelfServing } from './self-serving';

const local = /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)(:|$)/;

/** A warning for each call that listens where nothing outside the container reaches it. */
export function localAddress(
  sources: Sources,
  { mention, serves }: SelfServing,
  keywords: readonly string[],
  say: (call: string) => string,
): Warning[] {
  return sources.mentioning(...mention).flatMap((file) => {
    const calls = scopesIn(sources.module(file)).flatMap((scope) => scope.calls);
    const wrong = calls.find((call) => serves(call) && isLocal(call, keywords));
    return wrong ? [{ message: say(wrong.callee), source: sources.place(file, wrong.line) }] : [];
  });
}

const isLocal = (call: CallExpression, keywords: readonly string[]) =>
  [...call.positional, ...keywords.map((name) => call.keywords.get(name))].some(
    (each) => each?.kind === 'text' && local.test(each.value),
  );
