import { PydockError } from '../errors';
import { serviceNameOf, type ServiceSource } from './resolve';
import { parseVolumeMount } from './volumes';

/** A project that is to be a service and can't be read as one. */
export interface Fault {
  readonly project: string;
  /** The name that its service would have. */
  readonly name: string;
  /** The named volumes that it mounts, as far as its options tell. */
  readonly volumes: readonly string[];
  readonly error: PydockError;
}

/** What can be told of a service whose options have a fault. */
export function faultOf({ project, root, options, place }: ServiceSource, error: PydockError): Fault {
  const { serviceName: given, volumes } = options;
  const mounts = (Array.isArray(volumes) ? volumes : []).flatMap((value: unknown) => {
    const mount = tried(() => parseVolumeMount(value, root, place('volumes')));
    return mount instanceof PydockError ? [] : [mount];
  });
  return {
    project,
    name: typeof given === 'string' && given !== '' ? given : serviceNameOf(project),
    volumes: mounts.flatMap((mount) => (mount.kind === 'volume' && mount.name !== null ? [mount.name] : [])),
    error,
  };
}

/** What a piece of work gives, or its PydockError. */
export function tried<Result>(work: () => Result): Result | PydockError {
  try {
    return work();
  } catch (error) {
    if (error instanceof PydockError) return error;
    throw error;
  }
}
