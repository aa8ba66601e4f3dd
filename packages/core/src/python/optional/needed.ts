import { extraNeeded } from '../../messages/optional';
import type { PydockError } from '../../errors';
import { bringsServer } from '../frameworks/servers';
import { frameworks, importedAt, isInstalled, kindOf } from '../frameworks/all';
import type { Framework, ManifestProject } from '../frameworks/table';
import type { OptionalDependencies } from '../package-managers/table';
import { isForDevelopmentByName } from './names';

/** What a project clearly uses, and the extras or groups, none of them installed, that alone bring it. */
export interface Needed {
  readonly what: string;
  /** All of one kind. */
  readonly sets: readonly OptionalDependencies[];
}

/** The framework that the sources use and that nothing installed brings, where no installed one has an app in them. */
export function neededFramework(project: ManifestProject, chosen: Framework | null): Needed | null {
  const left = leftOut(project);
  if (left.length === 0) return null;
  if (chosen && chosen.name !== 'none' && isInstalled(chosen, project) && kindOf(chosen, project) === 'app')
    return null;
  for (const framework of frameworks) {
    const sets = left.filter((set) => set.requirements.some(({ name }) => framework.packages.includes(name)));
    if (sets.length === 0 || isInstalled(framework, project) || importedAt(framework, project) === null)
      continue;
    const kind = kindOf(framework, project);
    if (kind === 'app' || (kind === 'fallback' && !framework.ofClientsToo))
      return needed(nameIn(sets, framework.packages), preferred(sets));
  }
  return null;
}

/** The server that only extras or groups bring, where the Dockerfile would install one of its own for want of it. */
export function neededServer(
  project: ManifestProject,
  framework: Framework | null,
  wanted: string | null,
): Needed | null {
  const serverWith = (manifest: ManifestProject['manifest']) =>
    framework?.application({ ...project, manifest }, wanted).server ?? null;
  const left = leftOut(project).filter(
    ({ name, requirements }) => !isForDevelopmentByName(name) && requirements.some(bringsServer),
  );
  if (left.length === 0 || !serverWith(project.manifest)?.install) return null;
  const bringing = left.flatMap((set) => {
    const requirements = [...project.manifest.requirements, ...set.requirements];
    const server = serverWith({ ...project.manifest, requirements });
    return server && server.install === null ? [{ set, server }] : [];
  });
  const [first] = bringing;
  return first
    ? needed(
        first.server.name,
        bringing.map(({ set }) => set),
      )
    : null;
}

/** What is told of it where nobody has said what to install. */
export const neededError = ({ what, sets }: Needed): PydockError => extraNeeded(what, sets);

const leftOut = ({ manifest }: ManifestProject) =>
  (manifest.optional ?? []).filter((each) => !each.isInstalled);

const preferred = (sets: readonly OptionalDependencies[]) => {
  const forUse = sets.filter(({ name }) => !isForDevelopmentByName(name));
  return forUse.length > 0 ? forUse : sets;
};

// Extras are told of before groups: one option settles it.
function needed(what: string, sets: readonly OptionalDependencies[]): Needed {
  const extras = sets.filter(({ kind }) => kind === 'extra');
  return { what, sets: extras.length > 0 ? extras : sets };
}

const nameIn = (sets: readonly OptionalDependencies[], packages: readonly string[]) =>
  sets.flatMap(({ requirements }) => requirements).find(({ name }) => packages.includes(name))?.name ?? '';
