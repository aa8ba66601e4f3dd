import { existsSync, readFileSync } from 'node:fs';
import { basename, join, posix } from 'node:path';
import type { CreateNodes, CreateNodesResult } from '@nx/devkit';
import { type PluginOptions, type TargetNames, targetNames } from './plugin-options';
import { serviceTargets } from './targets';

const manifests = ['requirements.txt', 'pyproject.toml', 'Pipfile', 'setup.py', 'setup.cfg'];

/** Infers the Docker targets of every Python service: a directory with a Python manifest and a Dockerfile. */
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
    const projectNames = nameProjects(workspaceRoot, services);
    return services.map(([directory, found]) => [
      join(directory, found.includes('Dockerfile') ? 'Dockerfile' : (found[0] ?? 'project.json')),
      node(directory, projectNames.get(directory) ?? directory, names),
    ]);
  },
];

function node(root: string, name: string, names: TargetNames): CreateNodesResult {
  const metadata = { technologies: ['python', 'docker'] };
  return {
    projects: {
      [root]: { name, root, projectType: 'application', targets: serviceTargets(name, names), metadata },
    },
  };
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
    found.includes('project.json') && statesTarget(join(workspaceRoot, directory, 'project.json'), names.up)
  );
}

// Only an executor of ours counts: another plugin may have a target of the same name.
function statesTarget(file: string, target: string): boolean {
  const project = readJson(file) as {
    targets?: Record<string, { executor?: string; command?: string }>;
  } | null;
  const stated = project?.targets?.[target];
  return (
    stated !== undefined && stated.command === undefined && (stated.executor ?? 'pydock:up') === 'pydock:up'
  );
}

// Broken JSON is told of by Nx itself.
function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

// The name in project.json or package.json, else the directory's; directories of one name get their path.
function nameProjects(
  workspaceRoot: string,
  services: readonly (readonly [string, readonly string[]])[],
): Map<string, string> {
  const directories = services.map(([directory]) => directory);
  const short = (directory: string) => basename(directory === '.' ? workspaceRoot : directory);
  return new Map(
    directories.map((directory) => {
      const alone = directories.filter((other) => short(other) === short(directory)).length === 1;
      const name =
        statedName(join(workspaceRoot, directory)) ??
        (alone ? short(directory) : directory.replaceAll('/', '-'));
      return [directory, name];
    }),
  );
}

function statedName(directory: string): string | null {
  for (const file of ['project.json', 'package.json']) {
    const path = join(directory, file);
    const name = existsSync(path) ? (readJson(path) as { name?: unknown } | null)?.name : undefined;
    if (typeof name === 'string' && name !== '') return name;
  }
  return null;
}
