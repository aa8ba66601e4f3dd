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
  (files, options, { workspaceRoot, nxJsonConfiguration }) => {
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
    const targetDefaults = (nxJsonConfiguration.targetDefaults ?? {}) as Record<string, Stated>;
    const projectNames = nameProjects(
      workspaceRoot,
      services.map(([directory]) => directory),
      others,
    );
    return services.map(([directory, found]) => {
      const stated = statedTarget(join(workspaceRoot, directory), names.up);
      const name = projectNames.get(directory) ?? directory;
      const file = found.includes('Dockerfile') ? 'Dockerfile' : (found[0] ?? 'project.json');
      const configurations = [
        ...configurationNames(targetDefaults['pydock:up'] ?? targetDefaults[names.up]),
        ...configurationNames(stated),
      ];
      return [posix.join(directory, file), node(directory, name, names, runsImage(stated), configurations)];
    });
  },
];

function node(
  root: string,
  name: string,
  names: TargetNames,
  isBacking: boolean,
  configurations: readonly string[],
): CreateNodesResult {
  const targetsOf = isBacking ? backingTargets : serviceTargets;
  const targets = targetsOf(name, names, [...new Set(configurations)]);
  const metadata = { technologies: isBacking ? ['docker'] : ['python', 'docker'] };
  return { projects: { [root]: { name, root, projectType: 'application', targets, metadata } } };
}

/** A target as project.json, package.json or nx.json states it. */
interface Stated {
  readonly executor?: string;
  readonly command?: string;
  readonly options?: { readonly image?: unknown };
  readonly configurations?: object;
}

const runsImage = (stated: Stated | undefined) =>
  isOurs(stated) && typeof stated?.options?.image === 'string';

const configurationNames = (target: Stated | undefined): string[] =>
  Object.keys(target?.configurations ?? {});

function statedTarget(directory: string, target: string): Stated | undefined {
  const project = readJson(join(directory, 'project.json')) as { targets?: Record<string, Stated> } | null;
  const manifest = readJson(join(directory, 'package.json')) as {
    nx?: { targets?: Record<string, Stated> };
  } | null;
  return project?.targets?.[target] ?? manifest?.nx?.targets?.[target];
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
  return found.includes('project.json') && isOurs(statedTarget(join(workspaceRoot, directory), names.up));
}

// Only an executor of ours counts: another plugin may have a target of the same name.
const isOurs = (stated: Stated | undefined) =>
  stated !== undefined && stated.command === undefined && (stated.executor ?? 'pydock:up') === 'pydock:up';

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
