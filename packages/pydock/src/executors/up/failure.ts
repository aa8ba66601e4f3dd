import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  composeFile,
  type ComposeProject,
  crashCure,
  formatSize,
  type Place,
  PydockError,
  type Service,
  serviceCrashed,
  serviceTimeout,
  serviceUnhealthy,
  tracebackPlace,
  tried,
} from '@pydock/core';
import { diskTree, type Engine, lastLogLines, observeContainers, type Outcome } from '@pydock/engine';

/** What is known of a start that may have failed. */
export interface Start {
  readonly workspaceRoot: string;
  readonly engine: Engine;
  readonly project: ComposeProject;
  readonly services: readonly Service[];
  /** Milliseconds. */
  readonly timeout: number;
  /** Services that were not ready when time was up. */
  readonly unsettled: readonly string[];
  readonly composeError: unknown;
}

/** The error that says best why a start failed; null where it did not. Logs are read before anything is removed. */
export async function explainStart(
  start: Start,
  failure: { service: string; outcome: Outcome } | null,
): Promise<PydockError | unknown> {
  if (failure) return explainOutcome(start, failure.service, failure.outcome);
  const [late] = start.unsettled;
  if (late !== undefined) return explainLate(start, late);
  return start.composeError;
}

const lines = 20;

async function explainOutcome(
  { workspaceRoot, engine, services, project }: Start,
  name: string,
  outcome: Outcome,
) {
  const service =
    services.find((each) => each.name === name) ?? project.services.find((each) => each.name === name);
  const place = placeOf(service);
  const log = 'containerId' in outcome ? await lastLogLines(engine, outcome.containerId, lines) : [];
  if (outcome.kind === 'unhealthy') return serviceUnhealthy(name, outcome.check, log, place);
  if (outcome.kind !== 'crashed') return null;
  const memory = service?.memory ? formatSize(service.memory) : null;
  // A Dockerfile of the user's own may put the sources elsewhere: then the frame's path is not one of the project.
  const frame = tracebackPlace(log, service?.root ?? '.');
  const known = frame && existsSync(join(workspaceRoot, frame.file)) ? frame : place;
  return serviceCrashed(name, { ...outcome, memory }, log, known, cureOf(workspaceRoot, service, log));
}

// Manifests that can't be read are no matter of this crash.
function cureOf(workspaceRoot: string, service: Service | undefined, log: readonly string[]): string | null {
  if (!service) return null;
  const cure = tried(() => crashCure({ root: service.root, tree: diskTree(workspaceRoot) }, log));
  return cure instanceof PydockError ? null : cure;
}

async function explainLate({ engine, project, services, timeout }: Start, name: string) {
  const containers = await observeContainers(engine, project.name);
  const container = containers.find(({ service }) => service === name);
  const log = container ? await lastLogLines(engine, container.id, lines) : [];
  const state = container?.health ?? container?.state ?? 'not created';
  const place = placeOf(services.find((each) => each.name === name));
  return serviceTimeout(name, Math.round(timeout / 1000), state, log, place);
}

// Where to look: at what makes the image, or at the option that names it.
function placeOf(service: Service | undefined): Place {
  if (!service) return { file: composeFile };
  return service.builds ? { file: service.dockerfile } : service.place('image');
}
