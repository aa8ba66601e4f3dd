import { groupTaken } from '../../messages/optional';
import { type Problem, problem, valueOf } from '../fact';
import { chooseFramework } from '../frameworks/all';
import { localDependenciesOf, type LocalDependencies } from '../local-dependencies';
import { localRequirementsOf, type LocalRequirements, withBrought } from '../local-requirements';
import type { Asked, Manifest, PackageManager, ProjectSource } from '../package-managers/table';
import type { Warning } from '../project';
import { askedBy, leftOutWarnings, optionOf, type OptionalOptions, refuseUnknown } from './asked';
import { importedWarnings } from './imported';
import { isForDevelopmentByName } from './names';
import { type Needed, neededError, neededFramework, neededServer } from './needed';

/** A project's manifest with the extras and groups that are installed, and what comes along with local dependencies. */
export interface Reading {
  readonly manifest: Manifest;
  readonly locals: LocalDependencies;
  readonly local: LocalRequirements;
  readonly warnings: readonly Warning[];
  /** Where something must be asked for first; the manifest is then read as if the first choice had been. */
  readonly problem: Problem | null;
}

/**
 * Reads a project with what the user asks for of its extras and groups.
 * @param entrypoint the one that the user names, or null
 * @throws PydockError of what can't be read, or is asked for and not there
 */
export function readProject(
  manager: PackageManager,
  project: ProjectSource,
  options: OptionalOptions,
  entrypoint: string | null,
): Reading {
  const asked = askedBy(options);
  const first = read(manager, project, asked);
  refuseUnknown(project.root, first.manifest, asked);
  const needed = neededBy(project, first.manifest, options, entrypoint);
  const chosen = needed?.sets.find(isTakenByDefault) ?? needed?.sets[0];
  const told = (manifest: Manifest) => [
    ...leftOutWarnings(manifest.optional ?? [], options),
    ...importedWarnings({ ...project, manifest }, options),
  ];
  if (!needed || !chosen) return { ...first, problem: null, warnings: told(first.manifest) };
  const option = optionOf(chosen.kind);
  const second = read(manager, project, { ...asked, [option]: [...asked[option], chosen.name] });
  const warnings = told(second.manifest);
  if (isTakenByDefault(chosen)) {
    const taken = { message: groupTaken(needed.what, chosen), source: chosen.source };
    return { ...second, problem: null, warnings: [taken, ...warnings] };
  }
  const choices = needed.sets.map(({ name }) => name);
  return { ...second, ...problem(option, neededError(needed), choices), warnings };
}

function read(manager: PackageManager, project: ProjectSource, asked: Asked) {
  const stated = manager.read(project, asked);
  const locals = localDependenciesOf(project, stated);
  const local = localRequirementsOf(project.tree, locals.localDependencies);
  return { manifest: withBrought(stated, local), locals, local };
}

// Who says that there is to be nothing needs nothing; who says what there is to be may leave the server to the Dockerfile.
function neededBy(
  project: ProjectSource,
  manifest: Manifest,
  options: OptionalOptions,
  entrypoint: string | null,
): Needed | null {
  const { extras, groups } = askedBy(options);
  const isStated = options.extras !== undefined || options.groups !== undefined;
  if (isStated && extras.length + groups.length === 0) return null;
  if (!manifest.optional?.some(({ isInstalled }) => !isInstalled)) return null;
  const source = { ...project, manifest };
  const framework = valueOf(chooseFramework(source, entrypoint));
  return (
    neededFramework(source, framework) ?? (isStated ? null : neededServer(source, framework, entrypoint))
  );
}

// What its package manager installs by default as well, and development alone does not need.
const isTakenByDefault = ({ isDefault, name }: Needed['sets'][number]) =>
  isDefault && !isForDevelopmentByName(name);
