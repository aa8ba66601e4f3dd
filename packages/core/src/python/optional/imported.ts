import { optionalImported } from '../../messages/optional';
import { modulesOf } from '../frameworks/all';
import type { ManifestProject } from '../frameworks/table';
import { knownDependencies } from '../pins/known-dependencies';
import type { Warning } from '../project';
import { sourcesOf } from '../sources/sources';
import { optionOf, type OptionalOptions } from './asked';
import { isForDevelopmentByName } from './names';

/**
 * Warnings: extras and groups that are left out, though the sources import what they alone bring. An import within `try`,
 * or in a function, is one that the app can do without.
 */
export function importedWarnings(project: ManifestProject, options: OptionalOptions): Warning[] {
  const { requirements, brought = [], optional = [] } = project.manifest;
  const there = [
    ...requirements,
    ...brought,
    ...optional.filter(({ isInstalled }) => isInstalled).flatMap((set) => set.requirements),
  ];
  const names = new Set(there.flatMap(({ name }) => [name, ...(knownDependencies[name] ?? [])]));
  const left = optional.filter(
    ({ kind, name, isInstalled }) =>
      !isInstalled && !isForDevelopmentByName(name) && options[optionOf(kind)] === undefined,
  );
  return left.flatMap((set): Warning[] => {
    for (const { name } of set.requirements) {
      if (names.has(name)) continue;
      const source = importedOutright(project, modulesOf({ packages: [name] }));
      if (source) return [{ message: optionalImported(name, set), source }];
    }
    return [];
  });
}

function importedOutright(project: ManifestProject, modules: readonly string[]) {
  const sources = sourcesOf(project);
  for (const file of sources.files.filter((each) => each !== 'setup.py')) {
    const source = sources.importing(modules, [file]);
    if (source?.line && /^(import|from)\b/.test(sources.text(file).split('\n')[source.line - 1] ?? ''))
      return source;
  }
  return null;
}
