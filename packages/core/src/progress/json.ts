import { readStepName } from '../dockerfile/step-name';
import type { ServiceEvent } from './events';
import { type BuildState, countSteps } from './state';

/**
 * One event as one line of JSON; docs/build.md has its fields. Fields are added, and never taken away.
 * @param build what is known of the build after the event
 */
export function jsonLine(service: string, build: BuildState, event: ServiceEvent, at: Date): string {
  const { kind, ...rest } = event;
  const rounded = 'duration' in rest ? { duration: Math.round(rest.duration) } : {};
  const fields = { ...rest, ...rounded, ...stepFields(event), ...countFields(build, event) };
  return JSON.stringify({ time: at.toISOString(), service, event: kind, ...fields });
}

/** A line that is about no service. */
export const jsonMessage = (text: string, at: Date): string =>
  JSON.stringify({ time: at.toISOString(), event: 'message', text });

function stepFields(event: ServiceEvent) {
  if (!('name' in event)) return {};
  const { platform, stage, number, total } = readStepName(event.name) ?? {
    platform: null,
    stage: null,
    number: null,
    total: null,
  };
  return { platform, stage, number, total };
}

function countFields(build: BuildState, { kind }: ServiceEvent) {
  if (kind !== 'build-completed') return {};
  const { cached, total } = countSteps(build);
  return { cachedSteps: cached, steps: total };
}
