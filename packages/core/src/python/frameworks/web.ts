import { appNotFound, entrypointAmbiguous } from '../../messages/python';
import type { PydockError } from '../../errors';
import { known, problem, type Settled, valueOf } from '../fact';
import type { Entrypoint, Server, Warning } from '../project';
import { findApps, isServing, likeliest, type UsualFiles } from '../sources/apps';
import type { AppClass, Protocol } from '../sources/instances';
import { importedFile } from '../sources/resolve';
import { type Sources, sourcesOf } from '../sources/sources';
import { asked, procfileEntrypoint } from './entrypoints';
import { findHealthPath } from './health';
import { ownPort } from './own-port';
import { type ProcfileLine, readProcfile } from './procfile';
import { findScript, runEntrypoint, scriptsCalling, start } from './scripts';
import { starterOf } from './self-serving';
import { chooseServer, serve } from './servers';
import { statedPort } from './stated-port';
import type { Application, Framework, FrameworkName, ManifestProject } from './table';

/** A web framework whose apps are objects that a server imports. */
export interface WebFramework {
  readonly name: FrameworkName;
  readonly title: string;
  readonly packages: readonly string[];
  readonly ofClientsToo?: boolean;
  readonly classes: readonly AppClass[];
  readonly usual: UsualFiles;
  /** The port of its own `app.run()`, where that is not the usual one. */
  readonly runsOn?: number;
  /** Whether `app.run()` serves in production as well. */
  readonly isServer?: boolean;
  /** As people write it: `app = FastAPI()`. */
  readonly example: string;
  /** What the project states of its entry point in a place of the framework's own. */
  declared?(project: ManifestProject): Settled<Entrypoint> | null;
}

export const defaultPort = 8000;

const names = ['wsgi', 'asgi', 'app', 'main', 'application', 'api', 'server', 'run'];

/** fastapi-cli's list first, then the usual names. */
export const asgiFiles: UsualFiles = {
  paths: ['main.py', 'app.py', 'api.py', 'app/main.py', 'app/app.py', 'app/api.py'],
  names: ['asgi', 'main', 'app', 'api', 'application', 'server', 'run'],
};

export const wsgiFiles: UsualFiles = { paths: [], names };

/** Every class of a package's that makes apps, by name. */
export const classesOf = (of: string, protocol: Protocol, ...classes: readonly string[]): AppClass[] =>
  classes.map((name) => ({ package: of, name, protocol }));

/** The framework of a row: finds the app, and serves it with a production server. */
export function webFramework(row: WebFramework): Framework {
  const protocol = row.classes[0]?.protocol ?? 'asgi';
  return {
    name: row.name,
    title: row.title,
    packages: row.packages,
    ofClientsToo: row.ofClientsToo ?? false,
    has: (project, target) =>
      findApps(sourcesOf(project), row.classes, row.usual).some((each) => each.target === target),
    application: (project, wanted) => webApplication(row, protocol, project, wanted),
    command(entrypoint, server, port) {
      if (entrypoint.kind !== 'asgi' && entrypoint.kind !== 'wsgi') return start(entrypoint);
      return server ? serve(entrypoint, server, port ?? defaultPort, entrypoint.kind) : start(entrypoint);
    },
  };
}

function webApplication(
  row: WebFramework,
  protocol: Protocol,
  project: ManifestProject,
  wanted: string | null,
): Application {
  const sources = sourcesOf(project);
  const line = readProcfile(project, 'web');
  const entrypoint =
    wanted === null
      ? (procfileEntrypoint(project, line, protocol) ?? row.declared?.(project) ?? findApp(row, project))
      : asked(project, wanted, protocolOfWanted(row, sources, wanted, protocol));
  return served(project, entrypoint, line, findHealthPath(sources, row.classes), row);
}

/** An application with its server and port, once its entry point is known. */
export function served(
  project: ManifestProject,
  entrypoint: Settled<Entrypoint>,
  line: ProcfileLine | null,
  healthPath: string | null,
  more: {
    readonly environment?: Readonly<Record<string, string>>;
    readonly warnings?: readonly Warning[];
  } & Pick<WebFramework, 'runsOn' | 'isServer'> = {},
): Application {
  const value = valueOf(entrypoint);
  const isServed = value !== null && (value.kind === 'asgi' || value.kind === 'wsgi');
  const server = isServed
    ? chooseServer(project.manifest, value.kind, line?.program ?? null, value.target.endsWith(')'))
    : null;
  const port = portFor(project, value, line, server, more);
  const path = valueOf(port) === null ? null : healthPath;
  const { environment = {}, warnings = [] } = more;
  return { entrypoint, server, port, healthPath: path, environment, warnings };
}

// The port of a `web:` line, of a call that serves, of gunicorn.conf.py; what a `web:` line starts serves in any case.
function portFor(
  project: ManifestProject,
  entrypoint: Entrypoint | null,
  line: ProcfileLine | null,
  server: Server | null,
  { runsOn, isServer = false }: { readonly runsOn?: number; readonly isServer?: boolean },
): Settled<number | null> {
  if (line?.port) return known(line.port, line.place);
  const defaulted = known(defaultPort, 'default');
  if (entrypoint === null) return defaulted;
  if (entrypoint.kind === 'asgi' || entrypoint.kind === 'wsgi') {
    const stated = statedPort(project, entrypoint, server, isServer);
    return stated ? { known: stated } : defaulted;
  }
  const port = ownPort(project, entrypoint, runsOn ?? defaultPort);
  return valueOf(port) === null && line !== null ? defaulted : port;
}

const protocolOfWanted = (
  row: WebFramework,
  sources: Sources,
  wanted: string,
  otherwise: Protocol,
): Protocol =>
  findApps(sources, row.classes, row.usual).find(({ target }) => target === wanted)?.protocol ?? otherwise;

/** The likeliest app of a project's; else a script that serves it by itself. */
function findApp(row: WebFramework, project: ManifestProject): Settled<Entrypoint> {
  const sources = sourcesOf(project);
  const apps = likeliest(findApps(sources, row.classes, row.usual));
  const [app, other] = apps;
  if (app === undefined) return servingScript(project, appNotFound(project.root, row.title, row.example));
  if (other !== undefined) {
    const choices = apps.map(({ target }) => target);
    return problem('entrypoint', entrypointAmbiguous(project.root, choices), choices);
  }
  const { target, importPath } = app;
  return known({ kind: app.protocol, target, importPath }, sources.place(app.file, app.line));
}

/** The one script that serves the app by itself, or what starts the package. */
export function servingScript(project: ManifestProject, none: PydockError): Settled<Entrypoint> {
  const sources = sourcesOf(project);
  const serving = scriptsCalling(sources, [/\b(run|serve|run_app|run_simple)\(/], isServing);
  const starters = serving.map((file) => starterOf(sources, file)).filter((each) => each !== null);
  const scripts = [...new Set(starters)].filter((file) => doesSomething(sources, file));
  const [script, other] = scripts;
  if (script !== undefined && other === undefined)
    return known(runEntrypoint(sources, script), sources.place(script, 1));
  const found = findScript(project, none);
  return 'known' in found &&
    (found.known.value.kind !== 'script' || scripts.includes(found.known.value.target))
    ? found
    : problem('entrypoint', none);
}

// A file of functions that no one calls does nothing when it is run.
function doesSomething(sources: Sources, file: string): boolean {
  const { guarded, calls, functions, imports } = sources.module(file);
  const isOwn = (callee: string) => {
    const imported = imports.get(callee.split('.')[0] ?? '');
    const ofProject = imported !== undefined && importedFile(sources, file, imported) !== null;
    return ofProject || functions.some(({ name }) => name === callee);
  };
  return (
    guarded !== null ||
    file.endsWith('__main__.py') ||
    calls.some((call) => isServing(call) || isOwn(call.callee))
  );
}
