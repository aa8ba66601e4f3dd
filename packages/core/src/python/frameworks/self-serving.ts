import { posix } from 'node:path';
import { entrypointAmbiguous, scriptCallingNotFound } from '../../messages/python';
import { type Known, known, problem, type Settled, valueOf } from '../fact';
import type { Entrypoint } from '../project';
import { importersOf } from '../sources/resolve';
import { type Sources, sourcesOf } from '../sources/sources';
import { type CallExpression, type Expression, scopesIn } from '../sources/syntax';
import { findModule } from '../sources/layout';
import { asked, procfileEntrypoint } from './entrypoints';
import { readProcfile } from './procfile';
import { runEntrypoint, scriptsCalling, usualScripts } from './scripts';
import type { ManifestProject } from './table';

/** What an app that serves by itself is known by. */
export interface SelfServing {
  readonly title: string;
  /** Text that every such script has: the others are not parsed. */
  readonly mention: readonly RegExp[];
  /** The call that serves. */
  readonly serves: (call: CallExpression) => boolean;
  /** As people write it, for messages. */
  readonly example: string;
  /** File names, the likeliest first. */
  readonly names: readonly string[];
}

/** The script that serves: the option, the Procfile, then the likeliest file that has the call. */
export function servingEntrypoint(
  project: ManifestProject,
  wanted: string | null,
  row: SelfServing,
): Settled<Entrypoint> {
  if (wanted !== null) return asked(project, wanted, null);
  const stated = procfileEntrypoint(project, readProcfile(project, 'web'), 'asgi');
  const kind = stated ? valueOf(stated)?.kind : undefined;
  if (stated && (kind === 'script' || kind === 'module')) return stated;
  const sources = sourcesOf(project);
  const likely = likeliest(sources, scriptsCalling(sources, row.mention, row.serves), row.names);
  const [script, other] = likely;
  if (script === undefined)
    return problem('entrypoint', scriptCallingNotFound(project.root, row.title, row.example));
  if (other !== undefined) return problem('entrypoint', entrypointAmbiguous(project.root, likely), likely);
  return known(runEntrypoint(sources, script), sources.place(script, lineOf(sources, script, row.serves)));
}

const lineOf = (sources: Sources, file: string, serves: SelfServing['serves']) =>
  scopesIn(sources.module(file))
    .flatMap(({ calls }) => calls)
    .find(serves)?.line ?? 1;

/** The likeliest of some scripts: what starts them, where only a function serves; then by name, then by depth. */
export function likeliest(sources: Sources, scripts: readonly string[], names: readonly string[]): string[] {
  const starters = scripts.map((file) => starterOf(sources, file)).filter((file) => file !== null);
  const candidates = [...new Set(starters)];
  const rank = (file: string) => {
    const at = [...names, ...usualScripts].indexOf(posix.basename(file));
    return file.replace(/^src\//, '').split('/').length * 100 + (at === -1 ? 99 : at);
  };
  const best = Math.min(...candidates.map(rank));
  return candidates.filter((file) => rank(file) === best).sort();
}

/** What starts a file that serves: itself where running it does something; else one that imports it and does. */
export function starterOf(sources: Sources, file: string, steps = 0): string | null {
  const { guarded, calls } = sources.module(file);
  const importers = importersOf(sources, file);
  if (guarded !== null || (calls.length > 0 && importers.length === 0)) return file;
  if (posix.basename(file) === '__main__.py' || steps > 3) return file;
  for (const importer of importers.sort((a, b) => usual(a) - usual(b))) {
    const starter = starterOf(sources, importer, steps + 1);
    if (starter !== null) return starter;
  }
  return calls.length > 0 ? file : null;
}

const usual = (file: string) => {
  const at = usualScripts.indexOf(posix.basename(file));
  return at === -1 ? usualScripts.length : at;
};

/** The port that a serving call of the project's states as a literal, or the default. */
export function portOf(
  project: ManifestProject,
  entrypoint: Settled<Entrypoint>,
  row: Pick<SelfServing, 'mention' | 'serves'>,
  read: (call: CallExpression, sources: Sources, file: string) => number | null,
  otherwise: number,
): Settled<number | null> {
  const line = readProcfile(project, 'web');
  if (line?.port) return known(line.port, line.place);
  const sources = sourcesOf(project);
  const value = valueOf(entrypoint);
  const own =
    value?.kind === 'script'
      ? value.target
      : value?.kind === 'module'
        ? findModule(sources, value.target).file
        : null;
  const files = [...(own === null ? [] : [own]), ...sources.mentioning(...row.mention)];
  for (const file of files) {
    const found = portIn(sources, file, row.serves, read);
    if (found) return { known: found };
  }
  return known(otherwise, 'default');
}

function portIn(
  sources: Sources,
  file: string,
  serves: SelfServing['serves'],
  read: (call: CallExpression, sources: Sources, file: string) => number | null,
): Known<number> | null {
  for (const call of scopesIn(sources.module(file)).flatMap(({ calls }) => calls)) {
    const port = serves(call) ? read(call, sources, file) : null;
    if (port !== null) return { value: port, source: sources.place(file, call.line) };
  }
  return null;
}

/** A port as a literal, as a constant of the module, or as the default of a variable: `int(os.environ.get("PORT", 8080))`. */
export function literalPort(
  expression: Expression | undefined,
  sources: Sources,
  file: string,
): number | null {
  if (expression?.kind === 'number') return inRange(expression.value);
  if (expression?.kind === 'text')
    return inRange(Number(/^(?:.*:)?(\d+)$/.exec(expression.value)?.[1] ?? Number.NaN));
  if (expression?.kind === 'name') {
    const { path } = expression;
    const values = scopesIn(sources.module(file)).flatMap(({ assignments, functions }) => [
      ...assignments.filter(({ name }) => name === path).map(({ value }) => value),
      ...functions.flatMap(({ defaults }) => defaults.get(path) ?? []),
    ]);
    const [only] = values;
    return only && values.length === 1 && only.kind !== 'name' ? literalPort(only, sources, file) : null;
  }
  if (expression?.kind !== 'call') return null;
  if (/^(int|str)$/.test(expression.callee)) return literalPort(expression.positional[0], sources, file);
  return /(^|\.)(getenv|environ\.get|config|env|env\.int)$/.test(expression.callee)
    ? literalPort(expression.positional[1] ?? expression.keywords.get('default'), sources, file)
    : null;
}

const inRange = (port: number) => (Number.isInteger(port) && port > 0 && port <= 65535 ? port : null);
