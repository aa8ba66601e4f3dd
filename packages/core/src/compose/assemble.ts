import { PydockError } from '../errors';
import { type Fault, tried } from './fault';
import { composeProject, refuseConflicts, startOrder, withDependencies } from './project';
import type { ComposeProject, Service } from './service';

/** A service that does not stand in docker-compose.yml, and why. */
export interface LeftOut {
  readonly name: string;
  readonly error: PydockError;
}

/** What can stand in docker-compose.yml, and what can't. */
export interface Assembled {
  readonly project: ComposeProject;
  readonly leftOut: readonly LeftOut[];
}

/**
 * Puts services together around those that are wanted: what is wrong with these, with what they depend on, or between
 * them and another is thrown; what is wrong elsewhere leaves out the services that it is wrong with.
 * @param wanted names of services
 * @throws PydockError
 */
export function assemble(
  name: string,
  services: readonly Service[],
  faults: readonly Fault[],
  wanted: readonly string[],
): Assembled {
  const needed = withDependencies({ name, services }, wanted);
  const names = [...wanted, ...needed.flatMap(({ dependsOn }) => dependsOn)];
  const fault = faults.find((each) => names.includes(each.name));
  if (fault) throw fault.error;
  const whole = tried(() => composeProject(name, services));
  if (faults.length === 0 && !(whole instanceof PydockError)) return { project: whole, leftOut: [] };
  // An error of what is needed itself comes before one that it has with others.
  let accepted = composeProject(name, needed);
  const leftOut: LeftOut[] = faults.map((each) => ({ name: each.name, error: each.error }));
  for (const service of startOrder(services.filter((each) => !needed.includes(each)))) {
    const alone = tried(() => refuseConflicts([service]));
    if (alone === undefined) refuseConflicts([...needed, service]);
    const missing = leftOut.find((each) => service.dependsOn.includes(each.name));
    const closure = withDependencies({ name, services }, [service.name]);
    // What it needs may be wrong in itself, in a circle for instance, before it is held against the others.
    const own = missing?.error ?? tried(() => composeProject(name, closure));
    const next =
      own instanceof PydockError ? own : tried(() => composeProject(name, [...accepted.services, service]));
    if (next instanceof PydockError) leftOut.push({ name: service.name, error: next });
    else accepted = next;
  }
  return { project: accepted, leftOut };
}
