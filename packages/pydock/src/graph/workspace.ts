import { existsSync, readFileSync } from 'node:fs';
import { basename, join, posix } from 'node:path';
import type { NxJsonConfiguration, ProjectGraph, ProjectGraphProjectNode } from '@nx/devkit';
import {
  composeProject,
  type ComposeProject,
  type OptionFile,
  overridden,
  placeOfOption,
  resolveService,
  type Service,
  type ServiceSource,
} from '@pydock/core';
import { readText } from '@pydock/engine';
import { pluginOptions, targetNames } from './plugin-options';

/** What a command is run with: the options of the projects that it runs for, and a configuration. */
export interface Requested {
  readonly workspaceRoot: string;
  readonly graph: ProjectGraph;
  readonly nxJson: NxJsonConfiguration;
  readonly configuration: string | undefined;
  /** Options of the running docker-up tasks by project, as Nx merged them with the command line. */
  readonly upOptions?: ReadonlyMap<string, Record<string, unknown>>;
  /** The same of docker-build. */
  readonly buildOptions?: ReadonlyMap<string, Record<string, unknown>>;
}

/** The services of the workspace as the project graph tells of them. */
export interface WorkspaceServices {
  readonly project: ComposeProject;
  /** The service of an Nx project. */
  serviceOf(project: string): Service;
}

/**
 * Reads every service of the workspace.
 * @throws PydockError with the option at fault
 */
export async function readServices(requested: Requested): Promise<WorkspaceServices> {
  const name = composeProjectName(requested.workspaceRoot, requested.nxJson);
  const nodes = serviceNodes(requested);
  const sources = await Promise.all(nodes.map((node) => serviceSource(requested, node, name)));
  const first = sources.map((source) => resolveService({ ...source, graphDependencies: [] }));
  const serviceNames = new Map(first.map(({ project, name: service }) => [project, service]));
  const services = sources.map((source) => {
    const dependencies = requested.graph.dependencies[source.project] ?? [];
    const graphDependencies = dependencies.flatMap(({ target }) => serviceNames.get(target) ?? []);
    return resolveService({ ...source, graphDependencies });
  });
  const project = composeProject(name, services);
  const serviceOf = (wanted: string) => {
    const service = project.services.find((each) => each.project === wanted);
    if (!service) throw new Error(`${wanted} has no docker-up target of pydock`);
    return service;
  };
  return { project, serviceOf };
}

/**
 * Reads one service alone: what may be wrong with others does not matter to its image.
 * @throws PydockError with the option at fault
 */
export async function readService(requested: Requested, project: string): Promise<Service> {
  const node = serviceNodes(requested).find(({ name }) => name === project);
  if (!node) throw new Error(`${project} has no docker-up target of pydock`);
  const name = composeProjectName(requested.workspaceRoot, requested.nxJson);
  return resolveService(await serviceSource(requested, node, name));
}

function serviceNodes({ graph, nxJson }: Requested): ProjectGraphProjectNode[] {
  const { up } = targetNames(pluginOptions(nxJson));
  const nodes = Object.values(graph.nodes).filter(({ data }) => data.targets?.[up]?.executor === 'pydock:up');
  return nodes.sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function serviceSource(
  requested: Requested,
  { name, data }: ProjectGraphProjectNode,
  composeName: string,
): Promise<ServiceSource> {
  const { workspaceRoot, nxJson, configuration } = requested;
  const names = targetNames(pluginOptions(nxJson));
  const stated = (target: string): Record<string, unknown> => {
    const { options: base, configurations } = data.targets?.[target] ?? {};
    const over = configuration === undefined ? {} : (configurations?.[configuration] as object | undefined);
    return { ...(base as object | undefined), ...over };
  };
  const place = (target: string, executor: string, given: object) => (option: string) => {
    const files = optionFiles(workspaceRoot, data.root, target, executor, configuration);
    return placeOfOption(files, option, overridden(given, stated(target)));
  };
  const options = withoutNxKeys(requested.upOptions?.get(name) ?? stated(names.up));
  const buildOptions = withoutNxKeys(requested.buildOptions?.get(name) ?? stated(names.build));
  const dockerfile =
    typeof buildOptions['dockerfile'] === 'string' ? buildOptions['dockerfile'] : 'Dockerfile';
  return {
    project: name,
    root: data.root,
    composeProject: composeName,
    options,
    buildOptions,
    graphDependencies: [],
    dockerfileText: await readText(
      join(workspaceRoot, data.root, dockerfile),
      posix.join(data.root, dockerfile),
    ),
    place: place(names.up, 'pydock:up', options),
    buildPlace: place(names.build, 'pydock:build', buildOptions),
  };
}

/** Options without the keys that Nx passes along for itself. */
export const withoutNxKeys = (options: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(options).filter(([key]) => !/^(_|\$|verbose$)/.test(key)));

// Where a target's options may stand, the strongest first. Read only when a message needs them.
function optionFiles(
  workspaceRoot: string,
  root: string,
  target: string,
  executor: string,
  configuration: string | undefined,
): OptionFile[] {
  const places = [
    { file: posix.join(root, 'project.json'), target: ['targets', target] },
    { file: posix.join(root, 'package.json'), target: ['nx', 'targets', target] },
    { file: 'nx.json', target: ['targetDefaults', executor] },
    { file: 'nx.json', target: ['targetDefaults', target] },
  ];
  const below = (...path: string[]) =>
    places.map((place) => ({ file: place.file, prefix: [...place.target, ...path] }));
  // A configuration wins over the options, wherever it stands.
  const candidates = [
    ...(configuration === undefined ? [] : below('configurations', configuration)),
    ...below('options'),
  ];
  return candidates.flatMap(({ file, prefix }) => {
    const path = join(workspaceRoot, file);
    return existsSync(path) ? [{ file, prefix, text: readFileSync(path, 'utf8') }] : [];
  });
}

/** The Compose project's name: COMPOSE_PROJECT_NAME as Compose has it, else the plugin's option, else the root package's name, else the directory's. */
export function composeProjectName(workspaceRoot: string, nxJson: NxJsonConfiguration): string {
  const given = process.env['COMPOSE_PROJECT_NAME'] || pluginOptions(nxJson).composeProject;
  const name = given ?? packageName(join(workspaceRoot, 'package.json')) ?? basename(workspaceRoot);
  const clean = name
    .toLowerCase()
    .replace(/^@[^/]*\//, '')
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/^[-_]+/, '');
  return clean || 'workspace';
}

function packageName(file: string): string | null {
  try {
    const { name } = JSON.parse(readFileSync(file, 'utf8')) as { name?: unknown };
    return typeof name === 'string' && name !== '' ? name : null;
  } catch {
    return null;
  }
}
