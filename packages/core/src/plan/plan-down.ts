import type { Fault } from '../compose/fault';
import type { Service } from '../compose/service';
import type { ObservedContainer, ObservedResources, ObservedState } from './observed';
import type { Operation, Plan } from './plan';

/** What docker-down is asked for. */
export interface DownDesired {
  /** Names of the services to take down. */
  readonly services: readonly string[];
  /** Whether the volumes that only they mount go as well. */
  readonly volumes: boolean;
  /** The services of the workspace that can be read, and those that can't. */
  readonly known: readonly Service[];
  readonly faults: readonly Fault[];
}

/** The plan of docker-down: the services' containers, then what nothing else uses. */
export function planDown(desired: DownDesired, observed: ObservedState & ObservedResources): Plan {
  const orphaned = orphans(desired, observed.containers);
  const goes = ({ service }: ObservedContainer) =>
    desired.services.includes(service) || orphaned.includes(service);
  const rest = observed.containers.filter((container) => !goes(container));
  const removals = observed.containers.filter(goes).sort((a, b) => (a.name < b.name ? -1 : 1));
  const networks = rest.length > 0 ? [] : observed.networks;
  const all = rest.length === 0;
  return [
    ...removals.map(({ name, service }): Operation => ({
      kind: 'remove',
      name,
      service,
      cause: orphaned.includes(service) ? 'its project is gone' : 'docker-down asks for it',
    })),
    ...networks.map((name): Operation => ({ kind: 'remove-network', name, cause: 'no container uses it' })),
    ...volumesToRemove(desired, observed, rest).map((name): Operation => ({
      kind: 'remove-volume',
      name,
      cause: all ? '--volumes asks for it' : '--volumes asks for it, and no other service mounts it',
    })),
  ];
}

// Whoever takes down everything that the workspace has means what it had before, too.
function orphans(
  { services, known, faults }: DownDesired,
  containers: readonly ObservedContainer[],
): string[] {
  const names = [...known, ...faults].map(({ name }) => name);
  if (!names.every((name) => services.includes(name))) return [];
  return containers.map(({ service }) => service).filter((service) => !names.includes(service));
}

// Volumes that only these services mount: another service's data is not theirs to remove.
function volumesToRemove(
  { services, volumes, known, faults }: DownDesired,
  observed: ObservedResources,
  rest: readonly ObservedContainer[],
): string[] {
  if (!volumes) return [];
  const mounts = [
    ...faults.map(({ name, volumes: mounted }) => ({ name, mounted })),
    ...known.map(({ name, volumes: mounted }) => ({
      name,
      mounted: mounted.flatMap((mount) =>
        mount.kind === 'volume' && mount.name !== null ? [mount.name] : [],
      ),
    })),
  ];
  const mountedBy = (isOurs: boolean) =>
    mounts.filter(({ name }) => services.includes(name) === isOurs).flatMap(({ mounted }) => mounted);
  const kept = [...mountedBy(false), ...rest.flatMap(({ volumes: used }) => used)];
  const ours = mountedBy(true);
  return observed.volumes
    .filter(({ name, volume }) => ours.includes(volume) && !kept.includes(volume) && !kept.includes(name))
    .map(({ name }) => name);
}
