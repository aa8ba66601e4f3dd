import { isFrom, readStepName } from '../dockerfile/step-name';
import type { ServiceEvent } from './events';
import { type BuildState, cachedText } from './state';
import { fit, formatTime, logLines, oneLine } from './text';

/** How long a step's name may be in a log. */
const longest = 160;

/** What stays on a terminal of an event, a line each. */
export function lastingLines(service: string, build: BuildState, event: ServiceEvent): string[] {
  switch (event.kind) {
    case 'up-to-date':
      return [`${service}: ${event.image} is up to date`];
    case 'build-started':
      return [`${service}: building ${event.image}, because ${event.cause}`];
    case 'build-completed':
      return [`${service}: built ${event.image} in ${formatTime(event.duration)} (${cachedText(build)})`];
    case 'build-failed':
      return [`${service}: not built, ${event.code}`];
    case 'note':
      return [`${service}: ${event.text}`];
    default:
      return [];
  }
}

/** The lines of an event in a log, and the step whose lines stand last in it. */
export interface LogLines {
  readonly lines: readonly string[];
  readonly open: string | null;
}

/**
 * What the steps of a build say, a line each. Steps run side by side: where another one speaks, it is named first.
 * @param open the step whose lines stand last in the log
 */
export function stepLines(build: BuildState, event: ServiceEvent, open: string | null): LogLines {
  const { service, steps } = build;
  if (event.kind !== 'log' && event.kind !== 'step-completed') return { lines: [], open };
  const name = steps.get(event.step)?.name ?? ('name' in event ? event.name : '');
  const at = readStepName(name);
  if (!at || isFrom(at)) return { lines: [], open };
  const isOpen = open === event.step;
  if (event.kind === 'log') {
    const text = logLines(event.text).map((line) => `${service}:   ${line}`);
    if (text.length === 0) return { lines: [], open };
    return { lines: isOpen ? text : [`${service}: ${stepText(name)}`, ...text], open: event.step };
  }
  const end =
    event.error !== '' ? oneLine(event.error) : event.cached ? 'cached' : formatTime(event.duration);
  return { lines: [`${service}: ${isOpen ? label(name) : stepText(name)}  ${end}`], open: null };
}

/** That steps still run, for a log that would say nothing for long. */
export function reminders(build: BuildState, now: number): string[] {
  const running = [...build.steps.values()].filter(({ ended, at }) => !ended && at !== null && !isFrom(at));
  return running.map(
    ({ name, started }) => `${build.service}: ${stepText(name)}  … ${formatTime(now - started)}`,
  );
}

const stepText = (name: string) => fit(oneLine(name), longest);
const label = (name: string) => /^\[[^\]]*\]/.exec(name)?.[0] ?? stepText(name);
