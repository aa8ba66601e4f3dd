import { posix } from 'node:path';
import { entrypointAmbiguous, scriptNotFound } from '../../messages/python';
import type { PydockError } from '../../errors';
import { known, problem, type Settled } from '../fact';
import type { Entrypoint } from '../project';
import { findModule, moduleNameOf } from '../sources/layout';
import { importedFile } from '../sources/resolve';
import { type Sources, sourcesOf } from '../sources/sources';
import { type CallExpression, type Scope, scopesIn } from '../sources/syntax';
import { scriptEntrypoint } from './entrypoints';
import type { ManifestProject } from './table';

/** By these names, in this order, people call what they start. */
export const usualScripts = [
  'main.py',
  'app.py',
  '__main__.py',
  'run.py',
  'server.py',
  'serve.py',
  'start.py',
  'bot.py',
  'worker.py',
  'cli.py',
];

// At the top of a project, but nothing to start.
const tools =
  /^(setup|noxfile|conftest|__init__|fabfile|tasks|dodo|wscript|conf|config|settings|constants|utils|helpers|models|version|_version|gunicorn[\w.]*|locustfile|pavement)\.py$/;

/**
 * What is started where there is no app for a server: the usual script, the only one, a package with `__main__`, a
 * console script, in this order.
 */
export function findScript(
  project: ManifestProject,
  none: PydockError = scriptNotFound(project.root, usualScripts),
): Settled<Entrypoint> {
  const sources = sourcesOf(project);
  const scripts = topScripts(sources);
  const usual = usualScripts
    .map((name) => scripts.find((file) => posix.basename(file) === name))
    .find((file) => file !== undefined);
  const guarded = scripts.filter((file) => sources.module(file).guarded !== null);
  const free = startable(sources, guarded.length > 0 ? guarded : scripts);
  const [only, other] = free;
  if (usual !== undefined)
    return known(scriptEntrypoint(sources, usual), sources.place(usual, guardLine(sources, usual)));
  if (only !== undefined && other === undefined && guarded.length > 0) return settle(sources, only);
  const packaged = mainPackage(sources) ?? consoleScript(project, sources);
  if (packaged) return packaged;
  if (only !== undefined && other === undefined) return settle(sources, only);
  return other === undefined
    ? problem('entrypoint', none)
    : problem('entrypoint', entrypointAmbiguous(project.root, [...free].sort()), [...free].sort());
}

const settle = (sources: Sources, file: string) =>
  known(scriptEntrypoint(sources, file), sources.place(file, guardLine(sources, file)));

// At the project's top, or in a src that is no package.
const topScripts = (sources: Sources) =>
  sources.files.filter((file) => {
    const directory = posix.dirname(file);
    const atTop = directory === '.' || (directory === 'src' && !sources.has('src/__init__.py'));
    return atTop && !tools.test(posix.basename(file));
  });

// What another one imports is a part of it.
function startable(sources: Sources, scripts: readonly string[]): string[] {
  const imported = new Set(
    scripts.flatMap((file) =>
      [...sources.module(file).imports.values()].map((each) => importedFile(sources, file, each)),
    ),
  );
  const free = scripts.filter((file) => !imported.has(file));
  return free.length > 0 ? free : [...scripts];
}

const guardLine = (sources: Sources, file: string): number => {
  const lines = sources.text(file).split('\n');
  const at = lines.findIndex((line) => /^if\s*\(?\s*__name__\s*==/.test(line));
  return at === -1 ? 1 : at + 1;
};

/** The package that `python -m` starts: the only one with `__main__`, nearest to the top. */
function mainPackage(sources: Sources): Settled<Entrypoint> | null {
  const mains = sources.files.filter((file) => file.endsWith('/__main__.py'));
  const depth = Math.min(...mains.map((file) => file.replace(/^src\//, '').split('/').length));
  const [file, other] = mains.filter((each) => each.replace(/^src\//, '').split('/').length === depth);
  if (file === undefined || other !== undefined) return null;
  const { module, importPath } = moduleNameOf(sources, posix.join(posix.dirname(file), '__init__.py'));
  return known({ kind: 'module', target: module, importPath }, sources.place(file, 1));
}

/** The console script, where the project has one, or one by its own name. */
function consoleScript({ root, manifest }: ManifestProject, sources: Sources): Settled<Entrypoint> | null {
  if (manifest.scripts.length === 0) return null;
  const [first, other] = manifest.scripts;
  const named = manifest.scripts.find(
    ({ name }) => name.replace(/[-_.]+/g, '-').toLowerCase() === manifest.name,
  );
  const script = named ?? (other === undefined ? first : undefined);
  const choices = manifest.scripts.map(({ name }) => name).sort();
  if (!script) return problem('entrypoint', entrypointAmbiguous(root, choices), choices);
  const command = { kind: 'command', target: script.name } as const;
  if (manifest.isPackage) return known({ ...command, importPath: ['.'] }, script.source);
  // Without a build back end nothing installs it.
  const { file, importPath } = findModule(sources, script.target.split(':')[0] ?? '');
  return file === null ? null : known({ ...command, importPath, calls: script.target }, script.source);
}

/** The scripts that do something: the files with a call that is looked for, those that start by themselves. */
export function scriptsCalling(
  sources: Sources,
  mention: readonly RegExp[],
  isIt: (call: CallExpression, scope: Scope, file: string) => boolean,
): string[] {
  return sources.mentioning(...mention).filter((file) => {
    const module = sources.module(file);
    return scopesIn(module).some((scope) => scope.calls.some((call) => isIt(call, scope, file)));
  });
}

/** A script as it is started: by its file, or as a module where it imports its neighbours with dots. */
export function runEntrypoint(sources: Sources, file: string): Entrypoint {
  const relative = scopesIn(sources.module(file)).some(({ imports }) =>
    [...imports.values()].some(({ dots }) => dots > 0),
  );
  if (!relative) return scriptEntrypoint(sources, file);
  if (posix.basename(file) === '__main__.py') {
    const { module, importPath } = moduleNameOf(sources, posix.join(posix.dirname(file), '__init__.py'));
    return { kind: 'module', target: module, importPath };
  }
  const { module, importPath } = moduleNameOf(sources, file);
  return {
    kind: 'module',
    target: module,
    importPath: findModule(sources, module).file === null ? ['.'] : importPath,
  };
}

/** The exec-form words for what starts by itself. */
export function start({ kind, target, calls }: Entrypoint): readonly string[] {
  const [module, name] = calls?.split(':') ?? [];
  if (module !== undefined && name !== undefined)
    return ['python', '-c', `from ${module} import ${name.split('.')[0]}; raise SystemExit(${name}())`];
  if (kind === 'command') return target.split(/\s+/);
  return kind === 'module' ? ['python', '-m', target] : ['python', target];
}
