import { dependencyUnknown, nameConflict, portConflict } from '../messages/compose';
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
  refuseSameNames(sorted);
  refuseSamePorts(sorted);
  for (const service of sorted)
    for (const dependency of service.dependsOn)
      if (!sorted.some((each) => each.name === dependency))
        throw dependencyUnknown(
          service,
          dependency,
          sorted.map((each) => each.name),
        );
  return { name, services: sorted };
}

function refuseSameNames(services: readonly Service[]): void {
  for (const [index, service] of services.entries()) {
    const previous = services[index - 1];
    if (previous?.name === service.name) throw nameConflict(previous, service);
  }
}

function refuseSamePorts(services: readonly Service[]): void {
  const taken: { hostIp: string; port: number; protocol: string; service: Service; option: string }[] = [];
  for (const service of services)
    for (const [index, mapping] of service.ports.entries())
      for (const claim of publishedPorts(mapping)) {
        const option = `ports[${index}]`;
        const other = taken.find(
          (each) =>
            each.port === claim.port &&
            each.protocol === claim.protocol &&
            addressesOverlap(each.hostIp, claim.hostIp),
        );
        if (other) throw portConflict(claim.port, other.service, other.option, service, option);
        taken.push({ ...claim, service, option });
      }
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
