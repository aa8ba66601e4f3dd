import { isFrom, readStepName, type StepName } from '../dockerfile/step-name';
import type { ServiceEvent } from './events';
import { lastLine } from './text';

/** A step as far as it is known. */
export interface StepState {
  readonly name: string;
  /** Null for what is no instruction of the Dockerfile. */
  readonly at: StepName | null;
  readonly started: number;
  readonly ended: boolean;
  readonly cached: boolean;
  /** The last line that it printed; empty where it printed none. */
  readonly output: string;
  /** When it was last heard of. */
  readonly touched: number;
  /** How far its parts are, by their names. */
  readonly parts: ReadonlyMap<string, { readonly current: number; readonly total: number }>;
}

/** A build as far as it is known; times are milliseconds of one clock. */
export interface BuildState {
  readonly service: string;
  readonly started: number;
  readonly steps: ReadonlyMap<string, StepState>;
}

export const beginBuild = (service: string, now: number): BuildState => ({
  service,
  started: now,
  steps: new Map(),
});

/** What is known of a build after one more event. */
export function advance(build: BuildState, event: ServiceEvent, now: number): BuildState {
  if (!('step' in event)) return build;
  const before = build.steps.get(event.step);
  const after = advanceStep(before, event, now);
  return after === before || !after
    ? build
    : { ...build, steps: new Map(build.steps).set(event.step, after) };
}

type StepEvent = Extract<ServiceEvent, { step: string }>;

function advanceStep(step: StepState | undefined, event: StepEvent, now: number): StepState | undefined {
  switch (event.kind) {
    case 'step-started':
      return { ...blank(event.name, now), ...step };
    case 'step-completed':
      return { ...(step ?? blank(event.name, now)), ended: true, cached: event.cached };
    case 'log':
      return step && { ...step, touched: now, output: lastLine(event.text) || step.output };
    case 'status': {
      const { id, current, total } = event;
      return step && { ...step, touched: now, parts: new Map(step.parts).set(id, { current, total }) };
    }
  }
}

const blank = (name: string, now: number): StepState => ({
  name,
  at: readStepName(name),
  started: now,
  ended: false,
  cached: false,
  output: '',
  touched: now,
  parts: new Map(),
});

/** The step that is shown of a build: of those that run, an instruction rather than another, the one heard of last. */
export function runningStep({ steps }: BuildState): StepState | null {
  const running = [...steps.values()].filter(({ ended }) => !ended);
  const instructions = running.filter(({ at }) => at !== null && !isFrom(at));
  const among = instructions.length > 0 ? instructions : running;
  return among.reduce<StepState | null>(
    (last, step) => (last === null || step.touched >= last.touched ? step : last),
    null,
  );
}

/** How many instructions ran or were taken from the cache; a FROM is none of them. */
export function countSteps({ steps }: BuildState): { cached: number; total: number } {
  const ended = [...steps.values()].filter((step) => step.ended && step.at !== null && !isFrom(step.at));
  return { cached: ended.filter(({ cached }) => cached).length, total: ended.length };
}

/** `3 of 9 steps cached` */
export function cachedText(build: BuildState): string {
  const { cached, total } = countSteps(build);
  return `${cached} of ${total} steps cached`;
}
