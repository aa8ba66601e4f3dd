import { sourcesOf } from '../sources/sources';
import type { CallExpression } from '../sources/syntax';
import { scopesIn } from '../sources/syntax';
import { findHealthPath } from './health';
import { listening } from './listening';
import { start } from './scripts';
import { literalPort, type SelfServing, servingEntrypoint } from './self-serving';
import type { Framework } from './table';
import { classesOf } from './web';
import type { Sources } from '../sources/sources';

const serving: SelfServing = {
  title: 'Tornado',
  mention: [/\btornado\b/, /\.(listen|bind)\(/],
  serves: ({ callee, positional, keywords }) =>
    /\.(listen|bind)$/.test(callee) && (positional.length > 0 || keywords.has('port')),
  example: 'app.listen(8888)',
  names: ['main.py', 'app.py', 'server.py'],
};

/** Tornado: a script that listens by itself. */
export const tornado: Framework = {
  name: 'tornado',
  title: 'Tornado',
  packages: ['tornado'],
  ofClientsToo: true,
  application(project, wanted) {
    const entrypoint = servingEntrypoint(project, wanted, serving);
    const healthPath = findHealthPath(sourcesOf(project), classesOf('tornado', 'asgi', 'Application'));
    return listening(
      project,
      entrypoint,
      { serving, port, defaultPort: 8888, address: 'address' },
      healthPath,
    );
  },
  command: (entrypoint) => start(entrypoint),
};

// `app.listen(8888)`, `app.listen(options.port)` with `define("port", default=8888)`.
function port(call: CallExpression, sources: Sources, file: string): number | null {
  const given = call.positional[0] ?? call.keywords.get('port');
  if (given?.kind !== 'name' || !/(^|\.)options\.(\w+)$/.test(given.path))
    return literalPort(given, sources, file);
  const option = given.path.split('.').at(-1) ?? '';
  const files = [file, ...sources.mentioning(/\bdefine\(/)];
  for (const each of files) {
    const calls = scopesIn(sources.module(each)).flatMap((scope) => scope.calls);
    const defined = calls.find(
      ({ callee, positional: [name] }) =>
        /(^|\.)define$/.test(callee) && name?.kind === 'text' && name.value === option,
    );
    if (defined) return literalPort(defined.keywords.get('default') ?? defined.positional[1], sources, each);
  }
  return null;
}
