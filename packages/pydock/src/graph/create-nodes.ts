import { basename, posix } from 'node:path';
import type { CreateNodes, CreateNodesResult, NxJsonConfiguration } from '@nx/devkit';
import { manifestNames } from '@pydock/core/projects/manifest-names';
import { projectNames } from '@pydock/core/projects/project-names';
import { type Directories, directoriesOf, knownProjects, projectFiles } from './known-projects';
import { type PluginOptions, targetNames } from './plugin-options';
import type { FactsSettings, ProjectFacts } from './project-facts';
import { nameable } from './nameable';
import { projectRoots } from './project-roots';
import { backingTargets, serviceTargets } from './targets';

/**
 * Infers projects: a service, with Docker targets, where a directory has a Python manifest and a Dockerfile; a backing
 * service, whose docker-up target names an image to run; a library, with a name and nothing else, where a manifest states
 * a Python project.
 */
export const createNodes: CreateNodes<PluginOptions> = [
  projectFiles,
  async (files, options, { workspaceRoot, nxJsonConfiguration }) => {
    const directories = directoriesOf(files);
    const facts = await knownProjects(workspaceRoot, directories, settingsOf(options, nxJsonConfiguration));
    const { services, libraries } = projectRoots(directories, facts);
    const nameOf = projectNames(basename(workspaceRoot), nameable(directories, facts));
    const nodeOf = (root: string, make: (name: string, each: ProjectFacts) => Project) => {
      const [name, each] = [nameOf(root), facts.get(root)];
      if (!each) return [];
      const result: CreateNodesResult = { projects: { [root]: { name, root, ...make(name, each) } } };
      return [[source(directories, root), result] as const];
    };
    return [
      ...services.flatMap((root) => nodeOf(root, (name, each) => service(name, each, options))),
      ...libraries.flatMap((root) => nodeOf(root, () => ({ metadata: { technologies: ['python'] } }))),
    ];
  },
];

/** What facts depend on in nx.json: the defaults of the targets that say how images are built. */
export function settingsOf(options: PluginOptions | undefined, nxJson: NxJsonConfiguration): FactsSettings {
  const names = targetNames(options);
  const defaults = (nxJson.targetDefaults ?? {}) as Record<string, unknown>;
  const keys = [names.up, names.build, 'pydock:up', 'pydock:build'];
  const targetDefaults = Object.fromEntries(keys.map((key) => [key, defaults[key]]));
  return { options, targetDefaults };
}

type Project = Omit<NonNullable<CreateNodesResult['projects']>[string], 'root' | 'name'>;

const service = (
  name: string,
  { configurations, inputs, runsImage }: ProjectFacts,
  options?: PluginOptions,
): Project => {
  const names = targetNames(options);
  const seen = inputs ?? ['default'];
  return {
    projectType: 'application',
    targets: runsImage
      ? backingTargets(name, names, configurations, seen)
      : serviceTargets(name, names, configurations, seen),
    metadata: { technologies: runsImage ? ['docker'] : ['python', 'docker'] },
  };
};

// The file that Nx names as the node's origin.
function source(directories: Directories, root: string): string {
  const found = directories.get(root);
  const name = ['Dockerfile', ...manifestNames, 'project.json'].find((each) => found?.has(each));
  return posix.join(root, name ?? 'project.json');
}
