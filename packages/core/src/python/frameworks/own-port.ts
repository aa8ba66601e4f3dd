import { known, type Settled } from '../fact';
import type { Entrypoint } from '../project';
import { isServing } from '../sources/apps';
import { findModule } from '../sources/layout';
import { type Sources, sourcesOf } from '../sources/sources';
import { type CallExpression, scopesIn } from '../sources/syntax';
import { literalPort } from './self-serving';
import type { ManifestProject } from './table';

/**
 * The port of what is started without a server: that of the call that serves, in what is started or in what that uses;
 * null where nothing in the sources serves, as in a command that only works.
 * @param runsOn the port of the framework's own `app.run()`
 */
export function ownPort(
  project: ManifestProject,
  entrypoint: Entrypoint,
  runsOn: number,
): Settled<number | null> {
  const sources = sourcesOf(project);
  const own = startedFile(project, sources, entrypoint);
  const files = new Set([...(own === null ? [] : [own]), ...sources.mentioning(calls)]);
  const serving = [...files].flatMap((file) => servingCalls(sources, file).map((call) => ({ file, call })));
  for (const { file, call } of serving) {
    const port = literalPort(portIn(call), sources, file);
    if (port !== null) return known(port, sources.place(file, call.line));
  }
  const [first] = serving;
  if (first) return known(usualPort(first.call, runsOn), sources.place(first.file, first.call.line));
  return known(sources.mentioning(servers).length > 0 ? 8000 : null, 'default');
}

const calls = /\b(run|serve|run_app|run_simple|serve_forever|Config|Granian)\(/;
const servers = /\b(uvicorn|gunicorn|hypercorn|granian|waitress)\b|\bmake_server\(/;

const servingCalls = (sources: Sources, file: string) =>
  scopesIn(sources.module(file))
    .flatMap((scope) => scope.calls)
    .filter((call) => isServing(call) || /^(uvicorn\.Config|(granian\.)?Granian)$/.test(call.callee));

// `serve(app, listen="*:8080")` of waitress.
const portIn = ({ keywords }: CallExpression) => keywords.get('port') ?? keywords.get('listen');

function usualPort({ callee }: CallExpression, runsOn: number): number {
  if (/^(waitress\.)?serve$/.test(callee)) return 8080;
  return /^(uvicorn|hypercorn|granian)\.|Granian$/.test(callee) ? 8000 : runsOn;
}

/** The file that is started: a script, a package's `__main__`, the module of a console script. */
export function startedFile({ manifest }: ManifestProject, sources: Sources, { kind, target }: Entrypoint) {
  if (kind === 'script') return target;
  if (kind === 'module')
    return findModule(sources, `${target}.__main__`).file ?? findModule(sources, target).file;
  const script = manifest.scripts.find(({ name }) => name === target.split(/\s+/)[0]);
  return script ? findModule(sources, script.target.split(':')[0] ?? '').file : null;
}
