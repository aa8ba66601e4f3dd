import type { Known } from '../fact';
import type { Entrypoint, Server } from '../project';
import { isServing } from '../sources/apps';
import { findModule } from '../sources/layout';
import { type Sources, sourcesOf } from '../sources/sources';
import { type CallExpression, isSelf, scopesIn } from '../sources/syntax';
import { literalPort } from './self-serving';
import type { ManifestProject } from './table';

/**
 * The port that a project states for an app that a server runs: `bind` of gunicorn.conf.py, else that of the call that
 * starts a server, such as `uvicorn.run(app, port=9000)`; null where there is none, or several say different ones.
 * @param runs whether `app.run()` is a server for production as well
 */
export function statedPort(
  project: ManifestProject,
  { target }: Entrypoint,
  server: Server | null,
  runs: boolean,
): Known<number> | null {
  const sources = sourcesOf(project);
  const bind = server?.name === 'gunicorn' ? boundPort(sources) : null;
  if (bind) return bind;
  const [, module = '', object = ''] = /^([\w.]+):(\w+)/.exec(target) ?? [];
  const { file: own } = findModule(sources, module);
  const stated = sources.mentioning(/\b(run|serve|Config|Granian)\(/).flatMap((file) =>
    scopesIn(sources.module(file))
      .flatMap((scope) => scope.calls)
      .filter((call) => isServer(call) || (runs && isServing(call)))
      .flatMap((call) => {
        const port = literalPort(call.keywords.get('port'), sources, file);
        const isOwn = file === own || serves(call, `${module}:${object}`, object);
        return port === null ? [] : [{ port, isOwn, source: sources.place(file, call.line) }];
      }),
  );
  const nearest = stated.some(({ isOwn }) => isOwn) ? stated.filter(({ isOwn }) => isOwn) : stated;
  const [first] = nearest;
  return first && nearest.every(({ port }) => port === first.port)
    ? { value: first.port, source: first.source }
    : null;
}

const isServer = ({ callee }: CallExpression) =>
  /^(uvicorn|hypercorn|waitress)\.(run|serve|Config)$|^serve$|(^|\.)Granian$/.test(callee);

const serves = ({ positional: [app] }: CallExpression, target: string, object: string) =>
  app !== undefined && (isSelf(app, object) || (app.kind === 'text' && app.value === target));

// gunicorn reads this file by itself, but what its command line says goes before it.
function boundPort(sources: Sources): Known<number> | null {
  const file = 'gunicorn.conf.py';
  const bind = sources.module(file).assignments.findLast(({ name }) => name === 'bind');
  const port = bind ? literalPort(bind.value, sources, file) : null;
  return bind && port !== null ? { value: port, source: sources.place(file, bind.line) } : null;
}
