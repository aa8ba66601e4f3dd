import { posix } from 'node:path';
import type { Place } from '../../errors';
import { known, type Settled, valueOf } from '../fact';
import type { Entrypoint } from '../project';
import { findModule } from '../sources/layout';
import { sourcesOf } from '../sources/sources';
import { aiohttp } from './aiohttp';
import { celery } from './celery';
import { django } from './django';
import { procfileEntrypoint } from './entrypoints';
import { fastapi } from './fastapi';
import { flask } from './flask';
import { gradio } from './gradio';
import { grpc } from './grpc';
import { litestar } from './litestar';
import { none } from './none';
import { type ProcfileLine, readProcfile } from './procfile';
import { sanic } from './sanic';
import { starlette } from './starlette';
import { streamlit } from './streamlit';
import type { Framework, ManifestProject } from './table';
import { tornado } from './tornado';

/** Every framework, the specific before what it is built on or used beside; the last claims every project. */
export const frameworks: readonly Framework[] = [
  fastapi,
  litestar,
  sanic,
  django,
  flask,
  starlette,
  streamlit,
  gradio,
  aiohttp,
  tornado,
  grpc,
  celery,
  none,
];

/**
 * The framework of a project: the one whose app the user names; else the first that the manifest requires and whose app
 * is found; else the first that it requires and imports; else the first that it requires. What clients use too must be
 * seen to serve.
 * @param wanted the entry point that the user names, or null
 */
export function chooseFramework(project: ManifestProject, wanted: string | null = null): Settled<Framework> {
  const candidates = candidatesOf(project);
  const named = candidates.find(({ framework }) => wanted !== null && framework.has?.(project, wanted));
  if (named) return known(named.framework, named.source);
  const line = readProcfile(project, 'web');
  const isWorker = !isWeb(project, line) && !isServedByName(project, wanted);
  const eligible = candidates.filter(({ framework }) => isWorker || framework !== celery);
  const settled = eligible.map((each) => ({
    ...each,
    kind: each.imported ? kindOf(each.framework, project) : null,
  }));
  const choice =
    settled.find(({ framework, kind }) => kind !== null && (kind !== 'fallback' || framework.ofClientsToo)) ??
    settled.find(({ kind, framework }) => kind !== null && !framework.ofClientsToo) ??
    settled.find(({ imported, required, framework }) => imported && required && !framework.ofClientsToo) ??
    unimported(project, settled);
  if (!choice) return known(none, eligible.length < candidates.length && line ? line.place : 'default');
  return known(choice.framework, choice.required ? choice.source : startedAt(choice, project));
}

// Where nothing requires it, what is started tells best: a server's file, not the client's beside it.
function startedAt({ framework, source }: { framework: Framework; source: Place }, project: ManifestProject) {
  const { entrypoint } = framework.application(project, null);
  const at = 'known' in entrypoint ? entrypoint.known.source : 'default';
  if (typeof at === 'string') return source;
  const file = posix.relative(project.root, at.file);
  return sourcesOf(project).importing(modulesOf(framework), [file]) ?? source;
}

// Required and never imported: its app may come from a package. A list of all that is installed names frameworks as well.
function unimported<Each extends ReturnType<typeof candidatesOf>[number]>(
  project: ManifestProject,
  candidates: readonly Each[],
): Each | undefined {
  const required = candidates.filter((each) => each.required && !each.framework.ofClientsToo);
  const starts = doesSomething(project, valueOf(none.application(project, null).entrypoint));
  return (
    required.find(({ framework }) => kindOf(framework, project) === 'app') ??
    (starts ? undefined : required[0])
  );
}

// A script with nothing in it that is called is none to start.
function doesSomething(project: ManifestProject, entrypoint: Entrypoint | null): boolean {
  if (entrypoint?.kind !== 'script') return entrypoint !== null;
  const { guarded, calls } = sourcesOf(project).module(entrypoint.target);
  return guarded !== null || calls.length > 0;
}

/** A framework that a project requires or imports, and the line that shows it. */
function candidatesOf(project: ManifestProject) {
  return frameworks.flatMap((framework) => {
    const required = requiredAt(framework, project);
    const imported = importedAt(framework, project);
    const source = required ?? (isInstalled(framework, project) ? imported : null);
    return source ? [{ framework, source, imported: imported !== null, required: required !== null }] : [];
  });
}

// What a `web:` line starts is no worker, whatever else the project has.
const isWeb = (project: ManifestProject, line: ProcfileLine | null) =>
  line !== null && line.program !== 'celery' && procfileEntrypoint(project, line, 'wsgi') !== null;

// Nor is an app that the user names, in a module that speaks of no Celery.
function isServedByName(project: ManifestProject, wanted: string | null): boolean {
  const [, module] = /^([\w.]+):/.exec(wanted ?? '') ?? [];
  if (module === undefined) return false;
  const sources = sourcesOf(project);
  const { file } = findModule(sources, module);
  return /(^|\.)[aw]sgi$/.test(module) || (file !== null && !/celery/i.test(sources.text(file)));
}

const selfServing = ['streamlit', 'gradio', 'aiohttp', 'tornado', 'grpc', 'celery'];

// An app that is found, one of several, or a script where there should be an app; null where there is nothing to start.
export function kindOf(framework: Framework, project: ManifestProject): 'app' | 'fallback' | null {
  const { entrypoint } = framework.application(project, null);
  const value = valueOf(entrypoint);
  if (value === null)
    return 'problem' in entrypoint && entrypoint.problem.code === 'PYDOCK_ENTRYPOINT_AMBIGUOUS'
      ? 'app'
      : null;
  return ['asgi', 'wsgi'].includes(value.kind) || selfServing.includes(framework.name) ? 'app' : 'fallback';
}

const requiredAt = ({ packages }: Framework, { manifest }: ManifestProject): Place | null =>
  manifest.requirements.find(({ name }) => packages.includes(name))?.source ?? null;

/**
 * Whether a framework will be there: it is required or locked; or nothing is locked, and what is imported comes along with
 * something else, unless an extra or a group that is left out has it.
 */
export function isInstalled({ packages }: Framework, { manifest }: ManifestProject): boolean {
  const { requirements, locked, brought = [], optional = [] } = manifest;
  const has = (each: { readonly name: string }) => packages.includes(each.name);
  if ([...requirements, ...locked, ...brought].some(has)) return true;
  return locked.length === 0 && !optional.some((each) => !each.isInstalled && each.requirements.some(has));
}

export function importedAt({ packages }: Framework, project: ManifestProject): Place | null {
  return packages.length === 0 ? null : sourcesOf(project).importing(modulesOf({ packages }));
}

/** The modules that packages bring, by their names. */
export const modulesOf = ({ packages }: Pick<Framework, 'packages'>) =>
  packages.map((name) => moduleNames[name] ?? name.replaceAll('-', '_'));

// Packages whose module has another name.
const moduleNames: Readonly<Record<string, string>> = {
  grpcio: 'grpc',
  beautifulsoup4: 'bs4',
  djangorestframework: 'rest_framework',
  mysqlclient: 'MySQLdb',
  'opencv-python': 'cv2',
  'opencv-python-headless': 'cv2',
  pillow: 'PIL',
  'psycopg2-binary': 'psycopg2',
  pyjwt: 'jwt',
  'python-dateutil': 'dateutil',
  'python-dotenv': 'dotenv',
  'python-jose': 'jose',
  pyyaml: 'yaml',
  'scikit-learn': 'sklearn',
  'django-ninja': 'ninja',
  'fastapi-slim': 'fastapi',
};
