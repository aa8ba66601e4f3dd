import { dependencyCycle, dependencyUnknown, nameConflict, portConflict } from '../messages/compose';
import { refuseConnectionConflicts } from './connection';
import { addressesOverlap, publishedPorts } from './ports';
import type { ComposeProject, Service } from './service';

/**
 * Puts services together and refuses what can't stand side by side.
 * @throws PydockError PYDOCK_NAME_CONFLICT, PYDOCK_PORT_CONFLICT, PYDOCK_OPTION_INVALID
 */
export function composeProject(name: string, services: readonly Service[]): ComposeProject {
  const sorted = [...services].sort((a, b) =>
    a.name < b.name ? -1 : a.name > b.name ? 1 : a.root < b.root ? -1 : 1,
  );
  refuseConflicts(sorted);
  refuseUnknownDependencies(sorted);
  refuseCycles(sorted);
  refuseConnectionConflicts(sorted);
  return { name, services: sorted };
}

/**
 * Refuses services that are each well, and can't stand side by side.
 * @throws PydockError PYDOCK_NAME_CONFLICT, PYDOCK_PORT_CONFLICT
 */
export function refuseConflicts(services: readonly Service[]): void {
  refuseSameNames(services);
  refuseSamePorts(services);
}

function refuseUnknownDependencies(services: readonly Service[]): void {
  const names = services.map(({ name }) => name);
  for (const service of services) {
    const unknown = service.dependsOn.find((dependency) => !names.includes(dependency));
    if (unknown !== undefined) throw dependencyUnknown(service, unknown, names);
  }
}

// Compose starts nothing where services wait for each other.
function refuseCycles(services: readonly Service[]): void {
  const settled = new Set<string>();
  const visit = (name: string, path: readonly string[]) => {
    const service = services.find((each) => each.name === name);
    if (!service || settled.has(name)) return;
    if (path.includes(name)) throw dependencyCycle(service, [...path.slice(path.indexOf(name)), name]);
    for (const dependency of service.dependsOn) visit(dependency, [...path, name]);
    settled.add(name);
  };
  for (const { name } of services) visit(name, []);
}

/**
 * Refuses services of one name.
 * @throws PydockError PYDOCK_NAME_CONFLICT
 */
export function refuseSameNames(services: readonly Service[]): void {
  const seen = new Map<string, Service>();
  for (const service of services) {
    const previous = seen.get(service.name);
    if (previous) throw nameConflict(previous, service);
    seen.set(service.name, service);
  }
}

function refuseSamePorts(services: readonly Service[]): void {
  const taken = new Map<string, Claim[]>();
  for (const service of services)
    for (const [index, mapping] of service.ports.entries())
      for (const { hostIp, port, protocol } of publishedPorts(mapping)) {
        const claim = { hostIp, service, option: `ports[${index}]` };
        const others = taken.get(`${port}/${protocol}`) ?? [];
        const other = others.find((each) => addressesOverlap(each.hostIp, hostIp));
        if (other) throw portConflict(port, other.service, other.option, service, claim.option);
        taken.set(`${port}/${protocol}`, [...others, claim]);
      }
}

/** An address that a service listens on at a port of the host. */
interface Claim {
  readonly hostIp: string;
  readonly service: Service;
  readonly option: string;
}

/** A service and every service that must be up before it, sorted by name. */
export function withDependencies(project: ComposeProject, names: readonly string[]): Service[] {
  const wanted = new Set<string>();
  const add = (name: string) => {
    if (wanted.has(name)) return;
    wanted.add(name);
    project.services.find((service) => service.name === name)?.dependsOn.forEach(add);
  };
  names.forEach(add);
  return project.services.filter(({ name }) => wanted.has(name));
}

/** Services in the steps in which they start: whatever a service depends on is in a step before its own. */
export function startLevels(services: readonly Service[]): Service[][] {
  const levels: Service[][] = [];
  const levelOf = new Map<string, number>();
  for (const service of startOrder(services)) {
    const level = Math.max(-1, ...service.dependsOn.map((name) => levelOf.get(name) ?? -1)) + 1;
    levelOf.set(service.name, level);
    (levels[level] ??= []).push(service);
  }
  return levels;
}

/** Services in the order in which they start: whatever a service depends on comes before it. */
export function startOrder(services: readonly Service[]): Service[] {
  const ordered = new Set<Service>();
  const visit = (service: Service, path: readonly string[]) => {
    if (ordered.has(service) || path.includes(service.name)) return;
    for (const dependency of services)
      if (service.dependsOn.includes(dependency.name)) visit(dependency, [...path, service.name]);
    ordered.add(service);
  };
  for (const service of services) visit(service, []);
  return [...ordered];
}
