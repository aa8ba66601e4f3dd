import { librariesOf } from '@pydock/core/projects/libraries';
import { hasImage } from '@pydock/core/projects/project-names';
import type { Directories } from './known-projects';
import type { ProjectFacts } from './project-facts';

/** The directories that are projects of pydock's making, or have its targets. */
export function projectRoots(
  directories: Directories,
  facts: ReadonlyMap<string, ProjectFacts>,
): { readonly services: readonly string[]; readonly libraries: readonly string[] } {
  const services = [...directories.keys()].filter((each) => isService(directories, facts, each));
  const isNxProject = (directory: string) => Boolean(directories.get(directory)?.has('project.json'));
  return { services, libraries: librariesOf(facts, services, isNxProject) };
}

// A Dockerfile beside a Python manifest, or a project that says it is one by its docker-up target: a service whose
// Dockerfile or requirements.txt is lost keeps its targets, and they say what is missing.
function isService(
  directories: Directories,
  facts: ReadonlyMap<string, ProjectFacts>,
  directory: string,
): boolean {
  const [files, each] = [directories.get(directory), facts.get(directory)];
  if (!files || !each) return false;
  return hasImage({ files, isStated: each.isStated }) || (files.has('project.json') && each.isOurs);
}
