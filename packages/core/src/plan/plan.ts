import { composeFile, sameText } from '../compose/emit';
import { startOrder, withDependencies } from '../compose/project';
import { hostKey } from '../compose/host-values';
import type { ComposeProject, Service } from '../compose/service';
import { isOurScheme } from '../context/fingerprint';
import { changedKeys } from './changes';
import type { Applied, ObservedState } from './observed';
import type { SecretWrite } from './secrets';

/** Why an operation is done, in words: `image is not there`. */
export type Cause = string;

/** One thing that will be done, and why. */
export type Operation =
  | { readonly kind: 'build'; readonly service: string; readonly cause: Cause }
  | { readonly kind: 'write'; readonly file: string; readonly cause: Cause }
  | {
      readonly kind: 'pull' | 'create' | 'recreate' | 'unpause' | 'start' | 'wait';
      readonly service: string;
      readonly cause: Cause;
    }
  | { readonly kind: 'remove'; readonly name: string; readonly service: string; readonly cause: Cause }
  | { readonly kind: 'remove-volume' | 'remove-network'; readonly name: string; readonly cause: Cause };

/** Operations in the order in which they are done. */
export type Plan = readonly Operation[];

/** What docker-up is asked for, beside what is observed. */
export interface UpDesired {
  readonly project: ComposeProject;
  /** The services asked for; what they depend on comes with them. */
  readonly services: readonly string[];
  /** The fingerprint that each service's image should have. */
  readonly fingerprints: ReadonlyMap<string, string>;
  /** What is known of the last builds, by service. */
  readonly lastBuilds: ReadonlyMap<string, LastBuild>;
  readonly composeText: string;
  readonly secrets: readonly SecretWrite[];
  /** What the file holds now; null where there is none. */
  readonly composeOnDisk: string | null;
  readonly applied: Applied;
  /** What each service would be started with, by its name. */
  readonly definitions: ReadonlyMap<string, unknown>;
}

/** What is known of the last build of an image here. */
export interface LastBuild {
  readonly fingerprint: string;
  /** What changed since, in words. */
  readonly changes: string;
}

/** Why an image must be built; null where it need not. */
export function buildCause(
  image: string,
  fingerprint: string,
  observed: Pick<ObservedState, 'images'>,
  last: LastBuild | null = null,
): Cause | null {
  const found = observed.images.get(image);
  if (!found) return `image ${image} is ${last ? 'gone' : 'not there'}`;
  if (found.fingerprint === null) return `image ${image} was not built by pydock`;
  if (found.fingerprint === fingerprint) return null;
  if (!isOurScheme(found.fingerprint)) return `image ${image} was built by another version of pydock`;
  return last?.fingerprint === found.fingerprint && last.changes !== ''
    ? last.changes
    : 'its files, Dockerfile, build arguments or base image changed';
}

/** The plan of docker-build for one or several services. */
export function planBuild(
  services: readonly Service[],
  fingerprints: ReadonlyMap<string, string>,
  observed: Pick<ObservedState, 'images'>,
  lastBuilds: ReadonlyMap<string, LastBuild> = new Map(),
): Plan {
  return services.flatMap(({ name, image, builds }) => {
    if (!builds) return [];
    const cause = buildCause(image, fingerprints.get(name) ?? '', observed, lastBuilds.get(name));
    return cause === null ? [] : [{ kind: 'build', service: name, cause } as const];
  });
}

/** The images to be fetched: of services that run one as it is, those that are not there. */
const planPulls = (services: readonly Service[], observed: ObservedState): Operation[] =>
  services
    .filter(({ builds, image }) => !builds && !observed.images.has(image))
    .map(({ name, image }) => ({ kind: 'pull', service: name, cause: `image ${image} is not there` }));

/** The plan of docker-up: images, then files, then containers. Empty where all is as it should be. */
export function planUp(desired: UpDesired, observed: ObservedState): Plan {
  const services = startOrder(withDependencies(desired.project, desired.services));
  const builds = planBuild(services, desired.fingerprints, observed, desired.lastBuilds);
  const pulls = planPulls(services, observed);
  const secrets = desired.secrets.map(({ file, cause }): Operation => ({ kind: 'write', file, cause }));
  const writes: Operation[] = sameText(desired.composeOnDisk, desired.composeText)
    ? []
    : [
        {
          kind: 'write',
          file: composeFile,
          cause: desired.composeOnDisk === null ? 'it is not there' : 'it is not what the project graph says',
        },
      ];
  const containers = services.flatMap((service): Operation[] => {
    const built = builds.some((each) => 'service' in each && each.service === service.name);
    const operation = containerOperation(service, desired, observed, built);
    return operation ? [operation] : [];
  });
  return [...pulls, ...builds, ...secrets, ...writes, ...containers];
}

function containerOperation(
  service: Service,
  { definitions, applied, secrets }: UpDesired,
  observed: ObservedState,
  built: boolean,
): Operation | null {
  const containers = observed.containers.filter((each) => each.service === service.name);
  const operation = (
    kind: 'create' | 'recreate' | 'unpause' | 'start' | 'wait',
    cause: Cause,
  ): Operation => ({
    kind,
    service: service.name,
    cause,
  });
  if (containers.length === 0) return operation('create', 'it has no container');
  if (built) return operation('recreate', 'its image is built anew');
  if (containers.some(({ imageId }) => imageId !== observed.images.get(service.image)?.id))
    return operation('recreate', 'its image changed');
  const recorded = containers.map(({ id }) => applied[id]);
  if (recorded.includes(undefined))
    return operation('recreate', 'pydock has no record of what it was started with');
  const after = definitions.get(service.name);
  const changed = [...new Set(recorded.flatMap((before) => changedKeys(before, after)))];
  if (changed.length > 0) return operation('recreate', `${changed.map(shortPath).join(', ')} changed`);
  if (secrets.some(({ readers }) => readers.includes(service.name)))
    return operation('recreate', 'its connection strings changed');
  const stopped =
    containers.find(({ state }) => state === 'paused') ?? containers.find(({ state }) => state !== 'running');
  if (stopped) return operation(stopped.state === 'paused' ? 'unpause' : 'start', `it is ${stopped.state}`);
  const waiting = containers.find(({ health }) => health !== null && health !== 'healthy');
  return waiting ? operation('wait', `it is ${waiting.health ?? 'starting'}`) : null;
}

// Limits are options of their own; files and variables of the host are known by their names.
const shortPath = (path: string) => path.replace('deploy.resources.limits.', '').replace(`${hostKey}.`, '');
