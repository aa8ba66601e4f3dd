import { posix } from 'node:path';
import { optionInvalid } from '../../messages/options';
import { entrypointMissing } from '../../messages/python';
import { known, problem, type Settled, type Source } from '../fact';
import type { Entrypoint } from '../project';
import type { Protocol } from '../sources/instances';
import { findModule, moduleNameOf } from '../sources/layout';
import { type Sources, sourcesOf } from '../sources/sources';
import type { ProcfileLine } from './procfile';
import type { ManifestProject } from './table';

/** An object of a module, or a factory in it: `package.module:app`, `package.module:create_app()`. */
const appTarget = /^((?!\d)\w+(?:\.(?!\d)\w+)*):((?!\d)[\w.]+)(\(.*\))?$/;

// A file is no module, though its name has the form of one.
const isAppTarget = (target: string) => appTarget.test(target) && !/\.py:/.test(target);

/** The entry point that a user names. The module may be one of an installed package: then only its form is checked. */
export function asked(
  project: ManifestProject,
  wanted: string,
  protocol: Protocol | null,
): Settled<Entrypoint> {
  const sources = sourcesOf(project);
  if (protocol !== null && isAppTarget(wanted))
    return known(appEntrypoint(sources, wanted, protocol), 'option');
  if (wanted.endsWith('.py') && !wanted.includes(':') && !posix.normalize(wanted).startsWith('..')) {
    const file = posix.normalize(wanted);
    const text =
      sources.has(file) ||
      project.tree
        .list(posix.join(project.root, posix.dirname(file)))
        .some(({ name }) => name === posix.basename(file));
    return text
      ? known(scriptEntrypoint(sources, file), 'option')
      : problem('entrypoint', entrypointMissing(project.root, wanted));
  }
  const script = project.manifest.scripts.find(({ name }) => name === wanted.split(/\s+/)[0]);
  if (script) return known({ kind: 'command', target: wanted, importPath: ['.'] }, 'option');
  if (/^(?!\d)\w+(\.\w+)*$/.test(wanted)) {
    const { file, importPath } = findModule(sources, wanted);
    if (file !== null) return known({ kind: 'module', target: wanted, importPath }, 'option');
  }
  const expected =
    'a module and an object or factory in it, such as package.module:app, or a script of the project';
  return problem(
    'entrypoint',
    optionInvalid(wanted, expected, { file: project.root, option: '--entrypoint' }),
  );
}

/** An app by its target, with the directories that its module is imported from. */
export function appEntrypoint(sources: Sources, target: string, protocol: Protocol): Entrypoint {
  const [, module = ''] = appTarget.exec(target) ?? [];
  return { kind: protocol, target, importPath: findModule(sources, module).importPath };
}

/** A script by its file. It finds what is beside it by itself, and the rest by the import path. */
export function scriptEntrypoint(sources: Sources, file: string): Entrypoint {
  const importPath = sources.has(file) ? moduleNameOf(sources, file).importPath : ['.'];
  return { kind: 'script', target: file, importPath };
}

/** What a Procfile's line names, where it is no development server and its module is there. */
export function procfileEntrypoint(
  project: ManifestProject,
  line: ProcfileLine | null,
  protocol: Protocol,
): Settled<Entrypoint> | null {
  if (line === null || line.target === null) return null;
  const sources = sourcesOf(project);
  const { program, target, directory, place } = line;
  const found = (entrypoint: Entrypoint, source: Source = place) =>
    known(from(entrypoint, directory), source);
  if (servers.includes(program) && appTarget.test(target)) {
    return found(appEntrypoint(sources, target, line.asgi ? 'asgi' : (spoken[program] ?? protocol)));
  }
  const file = posix.join(directory, target);
  if (
    ['python', 'streamlit'].includes(program) &&
    file !== 'manage.py' &&
    !file.endsWith('/manage.py') &&
    sources.has(file)
  ) {
    return known(scriptEntrypoint(sources, file), place);
  }
  if (program === 'python -m' && findModule(sources, target).file !== null) {
    return found({ kind: 'module', target, importPath: findModule(sources, target).importPath });
  }
  return null;
}

const spoken: Readonly<Record<string, Protocol>> = {
  uvicorn: 'asgi',
  hypercorn: 'asgi',
  daphne: 'asgi',
  'waitress-serve': 'wsgi',
};
const servers = ['gunicorn', 'uvicorn', 'hypercorn', 'daphne', 'granian', 'waitress-serve', 'sanic'];

const from = (entrypoint: Entrypoint, directory: string): Entrypoint =>
  directory === '.'
    ? entrypoint
    : {
        ...entrypoint,
        importPath: [...new Set([directory, ...entrypoint.importPath.filter((each) => each !== '.')])],
      };
