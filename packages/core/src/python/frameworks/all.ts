import type { Place } from '../../errors';
import { known, type Settled, valueOf } from '../fact';
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
import { readProcfile } from './procfile';
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
 * The framework of a project: the first that the manifest requires and whose app is found; else the first that it
 * requires and imports; else the first that it requires. What clients use too must be seen to serve.
 */
export function chooseFramework(project: ManifestProject): Settled<Framework> {
  const candidates = frameworks.flatMap((framework) => {
    const required = requiredAt(framework, project);
    const imported = importedAt(framework, project);
    const source = required ?? (isInstalled(framework, project) ? imported : null);
    return source ? [{ framework, source, imported: imported !== null, required: required !== null }] : [];
  });
  const line = readProcfile(project, 'web');
  // What a `web:` line starts is no worker, whatever else the project has.
  const isWeb =
    line !== null && line.program !== 'celery' && procfileEntrypoint(project, line, 'wsgi') !== null;
  const eligible = candidates.filter(({ framework }) => !isWeb || framework !== celery);
  const settled = eligible.map((each) => ({
    ...each,
    kind: each.imported ? kindOf(each.framework, project) : null,
  }));
  const choice =
    settled.find(({ framework, kind }) => kind !== null && (kind !== 'fallback' || framework.ofClientsToo)) ??
    settled.find(({ kind, framework }) => kind !== null && !framework.ofClientsToo) ??
    settled.find(({ imported, required, framework }) => imported && required && !framework.ofClientsToo) ??
    settled.find(({ required, framework }) => required && !framework.ofClientsToo);
  return choice
    ? known(choice.framework, choice.source)
    : known(none, eligible.length < candidates.length && line ? line.place : 'default');
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
  if (packages.length === 0) return null;
  return sourcesOf(project).importing(packages.map((name) => moduleNames[name] ?? name.replaceAll('-', '_')));
}

// Packages whose module has another name.
const moduleNames: Readonly<Record<string, string>> = {
  grpcio: 'grpc',
  djangorestframework: 'rest_framework',
  'django-ninja': 'ninja',
  'fastapi-slim': 'fastapi',
};
