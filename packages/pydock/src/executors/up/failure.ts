import {
  type ComposeProject,
  formatSize,
  type Place,
  type PydockError,
  type Service,
  serviceCrashed,
  serviceTimeout,
  serviceUnhealthy,
} from '@pydock/core';
import { type Engine, lastLogLines, observeContainers, type Outcome } from '@pydock/engine';

/** What is known of a start that may have failed. */
export interface Start {
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

async function explainOutcome({ engine, services, project }: Start, name: string, outcome: Outcome) {
  const service =
    services.find((each) => each.name === name) ?? project.services.find((each) => each.name === name);
  const place: Place = service?.place('') ? { file: service.dockerfile } : { file: 'docker-compose.yml' };
  const log = 'containerId' in outcome ? await lastLogLines(engine, outcome.containerId, lines) : [];
  if (outcome.kind === 'unhealthy') return serviceUnhealthy(name, outcome.check, log, place);
  if (outcome.kind !== 'crashed') return null;
  const memory = service?.memory ? formatSize(service.memory) : null;
  return serviceCrashed(name, { ...outcome, memory }, log, place);
}

async function explainLate({ engine, project, services, timeout }: Start, name: string) {
  const containers = await observeContainers(engine, project.name);
  const container = containers.find(({ service }) => service === name);
  const log = container ? await lastLogLines(engine, container.id, lines) : [];
  const state = container?.health ?? container?.state ?? 'not created';
  const dockerfile = services.find((each) => each.name === name)?.dockerfile ?? 'docker-compose.yml';
  return serviceTimeout(name, Math.round(timeout / 1000), state, log, { file: dockerfile });
}
