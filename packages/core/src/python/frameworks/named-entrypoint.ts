import { moduleMissing, objectMissing } from '../../messages/python';
import { nearest } from '../../nearest';
import { type Source, type Settled, valueOf } from '../fact';
import { normaliseName } from '../pep508';
import type { Entrypoint, Warning } from '../project';
import { findModule, moduleNameOf } from '../sources/layout';
import { type Sources, sourcesOf } from '../sources/sources';
import type { ManifestProject } from './table';

/**
 * What is to be said of an app that is named, by an option or a Procfile, and not found in the sources. It may come from
 * an installed package, so it is no error.
 * @param wanted the entry point that the user names, or null
 */
export function namedEntrypointWarnings(
  project: ManifestProject,
  wanted: string | null,
  entrypoint: Settled<Entrypoint>,
): Warning[] {
  const value = valueOf(entrypoint);
  const isApp = value !== null && (value.kind === 'asgi' || value.kind === 'wsgi' || wanted !== null);
  const [, module = '', object = ''] = isApp ? (named.exec(wanted ?? value.target) ?? []) : [];
  if (module === '' || !('known' in entrypoint)) return [];
  const { source } = entrypoint.known;
  const sources = sourcesOf(project);
  const { file } = findModule(sources, module);
  if (file !== null) return ofObject(sources, file, object, source);
  if (isInstalled(project, module)) return [];
  return [{ message: moduleMissing(module, nearTo(sources, module, object)), source }];
}

const named = /^([\w.]+):(\w+)/;

// `shop_lib.app` of the package shop-lib.
function isInstalled({ manifest }: ManifestProject, module: string): boolean {
  const name = normaliseName(module.split('.')[0] ?? '');
  return [...manifest.requirements, ...manifest.locked].some((each) => each.name === name);
}

function ofObject(sources: Sources, file: string, object: string, source: Source): Warning[] {
  const { stars, assignments, functions, imports } = sources.module(file);
  const text = sources.text(file);
  if (text === '' || stars.length > 0 || new RegExp(String.raw`\b${object}\b`).test(text)) return [];
  const names = [...[...assignments, ...functions].map(({ name }) => name), ...imports.keys()];
  return [{ message: objectMissing(sources.place(file).file, object, nearest(object, names)), source }];
}

// The same object of a module that is spelled alike, or has it; the nearest to the top first.
function nearTo(sources: Sources, module: string, object: string): string[] {
  const modules = new Map(sources.files.map((file) => [moduleNameOf(sources, file).module, file]));
  const alike = nearest(
    module,
    [...modules.keys()].filter((each) => each !== ''),
  );
  const having = [...modules]
    .filter(([, file]) => new RegExp(String.raw`^(def\s+)?${object}\b`, 'm').test(sources.text(file)))
    .map(([each]) => each);
  const near = [...new Set([...(alike === null ? [] : [alike]), ...having])];
  return near.slice(0, 3).map((each) => `${each}:${object}`);
}
