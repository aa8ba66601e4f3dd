import type { Fault } from '../compose/fault';
import type { Service } from '../compose/service';
import type { ObservedContainer, ObservedResources, ObservedState } from './observed';
import { isOrphan } from './orphans';
import type { Operation, Plan } from './plan';

/** What docker-down is asked for. */
export interface DownDesired {
  /** Names of the services to take down. */
  readonly services: readonly string[];
  /** Whether the volumes that only they mount go as well. */
  readonly volumes: boolean;
  /** All services of the workspace that can be read, whether or not they can start, and those that can't be. */
  readonly known: readonly Service[];
  readonly faults: readonly Fault[];
}

/** The plan of docker-down: the services' containers, then what nothing else uses. */
export function planDown(desired: DownDesired, observed: ObservedState & ObservedResources): Plan {
  const orphaned = orphans(desired, observed.containers);
  const goes = (container: ObservedContainer) =>
    desired.services.includes(container.service) || orphaned.includes(container);
  const rest = observed.containers.filter((container) => !goes(container));
  const removals = observed.containers.filter(goes).sort((a, b) => (a.name < b.name ? -1 : 1));
  const networks = rest.length > 0 ? [] : observed.networks;
  const all = rest.length === 0;
  const removed = removals.map((container): Operation => ({
    kind: 'remove',
    name: container.name,
    service: container.service,
    cause: orphaned.includes(container) ? 'its project is gone' : 'docker-down asks for it',
  }));
  return [
    ...removed,
    ...networks.map((name): Operation => ({ kind: 'remove-network', name, cause: 'no container uses it' })),
    ...volumesToRemove(desired, observed, removals, rest).map((name): Operation => ({
      kind: 'remove-volume',
      name,
      cause: all ? '--volumes asks for it' : '--volumes asks for it, and no other service mounts it',
    })),
  ];
}

// Whoever takes down everything that the workspace has means what it had before, too.
function orphans({ services, known, faults }: DownDesired, containers: readonly ObservedContainer[]) {
  const names = [...known, ...faults].map(({ name }) => name);
  const all = names.every((name) => services.includes(name));
  return all ? containers.filter((container) => isOrphan(container, names)) : [];
}

// Volumes that only these services mount: another service's data is not theirs to remove.
function volumesToRemove(
  { services, volumes, known, faults }: DownDesired,
  observed: ObservedResources,
  removals: readonly ObservedContainer[],
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
  const named = observed.volumes
    .filter(({ name, volume }) => ours.includes(volume) && !kept.includes(volume) && !kept.includes(name))
    .map(({ name }) => name);
  const anonymous = removals
    .flatMap(({ volumes: used }) => used)
    .filter((name) => isAnonymous(name) && !kept.includes(name));
  return [...named, ...new Set(anonymous)];
}

// The engine names a volume that nobody named.
const isAnonymous = (name: string) => /^[0-9a-f]{64}$/.test(name);

/** The call of docker compose that carries a plan of docker-down out; null where it has nothing for it. */
export interface DownCall {
  readonly args: readonly string[];
  /** The services that the compose file must know, or they are left alone. */
  readonly services: readonly string[];
}

/** @param asked names of the services that docker-down was asked to take down */
export function downCall(plan: Plan, asked: readonly string[]): DownCall | null {
  const removed = [...new Set(plan.flatMap((each) => (each.kind === 'remove' ? [each.service] : [])))];
  // With nothing left, compose takes the network down as well.
  if (plan.some(({ kind }) => kind === 'remove-network'))
    return { args: ['down'], services: [...new Set([...removed, ...asked])] };
  return removed.length > 0 ? { args: ['down', ...removed], services: removed } : null;
}
