import { posix } from 'node:path';
import type { ProjectGraphProjectNode } from '@nx/devkit';
import {
  assemble,
  type Assembled,
  type Fault,
  faultOf,
  nothingToBuild,
  PydockError,
  resolveService,
  type Service,
  type ServiceSource,
  serviceUnknown,
  tried,
} from '@pydock/core';
import { composeProjectName } from './compose-project-name';
import { pluginOptions, targetNames } from './plugin-options';
import { type Requested, serviceSource } from './service-source';

/** The services of the workspace as the project graph tells of them. */
export interface WorkspaceServices extends Assembled {
  /** All that can be read, whether or not they can stand side by side. */
  readonly known: readonly Service[];
  /** Projects that are to be services and can't be read as such. */
  readonly faults: readonly Fault[];
  /** The names of the services that were wanted. */
  readonly wanted: readonly string[];
}

/**
 * Reads every service of the workspace. What is wrong with others than the wanted ones leaves those out.
 * @param projects the Nx projects that are wanted; none for all
 * @throws PydockError with the option at fault
 */
export async function readServices(
  requested: Requested,
  projects?: readonly string[],
): Promise<WorkspaceServices> {
  const { composeName, services, faults } = await readEach(requested);
  const wanted = namesOf(requested, [...services, ...faults], projects);
  return { ...assemble(composeName, services, faults, wanted), known: services, faults, wanted };
}

/**
 * Reads what services are called and what they mount, whatever else is wrong with them.
 * @throws PydockError where one of the projects is no service
 */
export async function readNames(
  requested: Requested,
  projects: readonly string[],
): Promise<WorkspaceServices> {
  const { composeName, services, faults } = await readEach(requested);
  const wanted = namesOf(requested, [...services, ...faults], projects);
  return { ...assemble(composeName, services, faults, []), known: services, faults, wanted };
}

function namesOf(requested: Requested, all: readonly (Service | Fault)[], projects?: readonly string[]) {
  const wanted = projects ?? all.map(({ project }) => project);
  return wanted.map((project) => {
    const found = all.find((each) => each.project === project);
    if (!found) throw noService(requested, project);
    return found.name;
  });
}

async function readEach(requested: Requested) {
  const composeName = composeProjectName(requested.workspaceRoot, requested.nxJson);
  const nodes = serviceNodes(requested);
  const sources = await Promise.all(nodes.map((node) => serviceSource(requested, node, composeName)));
  const read = (source: ServiceSource): Service | Fault => {
    const service = tried(() => resolveService(source));
    return service instanceof PydockError ? faultOf(source, service) : service;
  };
  const names = new Map(sources.map(read).map(({ project, name }) => [project, name]));
  const each = sources.map((source) => {
    const dependencies = requested.graph.dependencies[source.project] ?? [];
    const graphDependencies = dependencies.flatMap(({ target }) => names.get(target) ?? []);
    return read({ ...source, graphDependencies });
  });
  const faults = each.flatMap((one) => ('error' in one ? [one] : []));
  const services = each.flatMap((one) => ('error' in one ? [] : [one]));
  return { composeName, services, faults };
}

function noService({ graph, nxJson }: Requested, project: string): PydockError {
  const { up } = targetNames(pluginOptions(nxJson));
  const { root = project, targets } = graph.nodes[project]?.data ?? {};
  return serviceUnknown(project, up, targets?.[up]?.executor ?? null, posix.join(root, 'project.json'));
}

/** Of services, those whose docker-up target does not have the configuration that was asked for. */
export function withoutConfiguration(
  { graph, nxJson, configuration }: Requested,
  services: readonly Service[],
): string[] {
  const { up } = targetNames(pluginOptions(nxJson));
  if (configuration === undefined) return [];
  const has = (project: string) => graph.nodes[project]?.data.targets?.[up]?.configurations?.[configuration];
  return services.filter(({ project }) => !has(project)).map(({ name }) => name);
}

/**
 * Reads one service whose image is built, alone: what may be wrong with others does not matter to its image.
 * @throws PydockError with the option at fault, PYDOCK_OPTION_INVALID where it is run as it is
 */
export async function readBuilt(requested: Requested, project: string): Promise<Service> {
  const node = serviceNodes(requested).find(({ name }) => name === project);
  if (!node) throw noService(requested, project);
  const name = composeProjectName(requested.workspaceRoot, requested.nxJson);
  const service = resolveService(await serviceSource(requested, node, name));
  if (!service.builds) throw nothingToBuild(project, service.image, service.place('image'));
  return service;
}

function serviceNodes({ graph, nxJson }: Requested): ProjectGraphProjectNode[] {
  const { up } = targetNames(pluginOptions(nxJson));
  const nodes = Object.values(graph.nodes).filter(({ data }) => data.targets?.[up]?.executor === 'pydock:up');
  return nodes.sort((a, b) => (a.name < b.name ? -1 : 1));
}
