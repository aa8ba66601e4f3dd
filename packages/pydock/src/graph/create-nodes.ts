import { existsSync, readFileSync } from 'node:fs';
import { basename, join, posix } from 'node:path';
import { type CreateNodes, type CreateNodesResult, parseJson } from '@nx/devkit';
import { type PluginOptions, type TargetNames, targetNames } from './plugin-options';
import { backingTargets, serviceTargets } from './targets';

const manifests = ['requirements.txt', 'pyproject.toml', 'Pipfile', 'setup.py', 'setup.cfg'];

/**
 * Infers the Docker targets of every Python service, a directory with a Python manifest and a Dockerfile, and of every
 * backing service, whose docker-up target names an image to run.
 */
export const createNodes: CreateNodes<PluginOptions> = [
  `**/{Dockerfile,project.json,${manifests.join(',')}}`,
  (files, options, { workspaceRoot }) => {
    const names = targetNames(options);
    const directories = new Map<string, string[]>();
    for (const file of files) {
      const directory = posix.dirname(file);
      directories.set(directory, [...(directories.get(directory) ?? []), posix.basename(file)]);
    }
    const services = [...directories].filter(([directory, found]) =>
      isService(workspaceRoot, directory, found, names),
    );
    const others = [...directories].flatMap(([directory, found]) =>
      found.includes('project.json') ? [directory] : [],
    );
    const projectNames = nameProjects(
      workspaceRoot,
      services.map(([directory]) => directory),
      others,
    );
    return services.map(([directory, found]) => {
      const stated = found.includes('project.json')
        ? statedTarget(join(workspaceRoot, directory, 'project.json'), names.up)
        : null;
      const name = projectNames.get(directory) ?? directory;
      const runsImage = typeof stated?.options?.image === 'string';
      const file = found.includes('Dockerfile') ? 'Dockerfile' : (found[0] ?? 'project.json');
      return [posix.join(directory, file), node(directory, name, names, runsImage)];
    });
  },
];

function node(root: string, name: string, names: TargetNames, runsImage: boolean): CreateNodesResult {
  const targets = runsImage ? backingTargets(name, names) : serviceTargets(name, names);
  const metadata = { technologies: runsImage ? ['docker'] : ['python', 'docker'] };
  return { projects: { [root]: { name, root, projectType: 'application', targets, metadata } } };
}

// A Dockerfile beside a Python manifest, or a project that says it is one by its docker-up target: a service whose
// Dockerfile or requirements.txt is lost keeps its targets, and they say what is missing.
function isService(
  workspaceRoot: string,
  directory: string,
  found: readonly string[],
  names: TargetNames,
): boolean {
  if (directory.split('/').some((part) => ['node_modules', '.venv', 'venv', 'site-packages'].includes(part)))
    return false;
  if (found.includes('Dockerfile') && found.some((name) => manifests.includes(name))) return true;
  return (
    found.includes('project.json') &&
    statedTarget(join(workspaceRoot, directory, 'project.json'), names.up) !== null
  );
}

interface StatedTarget {
  readonly executor?: string;
  readonly command?: string;
  readonly options?: { readonly image?: unknown };
}

// Only an executor of ours counts: another plugin may have a target of the same name.
function statedTarget(file: string, target: string): StatedTarget | null {
  const project = readJson(file) as { targets?: Record<string, StatedTarget> } | null;
  const stated = project?.targets?.[target];
  if (!stated || stated.command !== undefined) return null;
  return (stated.executor ?? 'pydock:up') === 'pydock:up' ? stated : null;
}

// With comments, as Nx reads it. Broken JSON is told of by Nx itself.
function readJson(file: string): unknown {
  try {
    return parseJson(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
}

/**
 * The name in project.json or package.json, else the directory's; where another project has that, the path.
 * @param named directories of all projects that may state a name
 */
function nameProjects(
  workspaceRoot: string,
  services: readonly string[],
  named: readonly string[],
): Map<string, string> {
  const short = (directory: string) => basename(directory === '.' ? workspaceRoot : directory);
  const stated = new Map(
    [...new Set([...services, ...named])].map(
      (each) => [each, statedName(join(workspaceRoot, each))] as const,
    ),
  );
  const shorts = services.filter((each) => stated.get(each) === null).map(short);
  const taken = new Set(stated.values());
  const nameOf = (directory: string) => {
    const name = short(directory);
    const isAlone = !taken.has(name) && shorts.filter((each) => each === name).length === 1;
    return isAlone ? name : directory.replaceAll('/', '-');
  };
  return new Map(services.map((each) => [each, stated.get(each) ?? nameOf(each)]));
}

function statedName(directory: string): string | null {
  for (const file of ['project.json', 'package.json']) {
    const path = join(directory, file);
    const name = existsSync(path) ? (readJson(path) as { name?: unknown } | null)?.name : undefined;
    if (typeof name === 'string' && name !== '') return name;
  }
  return null;
}
