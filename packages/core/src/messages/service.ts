import { type Place, PydockError } from '../errors';

/** @param remedy how to stop the owner, where that is known */
export const portTaken = (
  service: string,
  address: string,
  owner: string,
  remedy: string | null,
  place: Place,
) =>
  new PydockError({
    code: 'PYDOCK_PORT_TAKEN',
    what: `${service} can't publish ${address}: the port is taken`,
    why: `${owner} has it`,
    todo: `${remedy ?? 'stop that'}, or publish another host port`,
    place,
  });

/** A project whose target of that name another executor runs, or that has none. */
export const serviceUnknown = (project: string, target: string, executor: string | null, file: string) =>
  new PydockError({
    code: 'PYDOCK_SERVICE_UNKNOWN',
    what: `${project} is no service of pydock`,
    why:
      executor === null
        ? `it has no target ${target}`
        : `its target ${target} is run by ${executor}, and not by pydock:up`,
    todo: `give it a target ${target} with "executor": "pydock:up", or another name to the other one`,
    place: { file },
  });

/** What a container ended with. */
export interface Ending {
  readonly exitCode: number;
  readonly outOfMemory: boolean;
  /** The memory limit as it is written in Compose; null where there is none. */
  readonly memory: string | null;
}

/** @param cure what to do about what the log says, where that is known */
export const serviceCrashed = (
  service: string,
  ending: Ending,
  log: readonly string[],
  place: Place,
  cure: string | null = null,
) =>
  new PydockError({
    code: 'PYDOCK_SERVICE_CRASHED',
    what: `${service} stopped while it was starting, with exit code ${ending.exitCode}${exitMeaning(ending)}`,
    why: crashReason(log),
    todo: crashRemedy(ending, log, cure),
    place,
    quote: log.slice(-20),
  });

function exitMeaning({ exitCode, outOfMemory, memory }: Ending): string {
  if (outOfMemory) return `: out of memory${memory ? ` at ${memory}` : ''}`;
  const meanings: Record<number, string> = {
    126: ': its command is not executable',
    127: ': its command was not found',
    137: ': it was killed',
    139: ': segmentation fault',
    143: ': it was asked to stop',
  };
  return meanings[exitCode] ?? '';
}

function crashRemedy({ outOfMemory, memory }: Ending, log: readonly string[], cure: string | null): string {
  if (outOfMemory)
    return memory ? `raise "memory" from ${memory}` : 'give the machine, or Docker Desktop, more memory';
  if (cure !== null) return cure;
  return log.length > 0
    ? 'mend what its log says, below'
    : 'look at its command and at the CMD of its Dockerfile';
}

// The last line of a traceback names the exception; servers print more below it.
function crashReason(log: readonly string[]): string {
  const exception = log.findLast((line) =>
    /^\s*(?:[A-Za-z_][\w.]*)?(?:Error|Exception|Interrupt|Exit)(?::|\s*$)/.test(line),
  );
  return exception?.trim() ?? log.findLast((line) => line.trim() !== '')?.trim() ?? 'it printed nothing';
}

export const serviceUnhealthy = (service: string, check: string, log: readonly string[], place: Place) =>
  new PydockError({
    code: 'PYDOCK_SERVICE_UNHEALTHY',
    what: `${service} runs but is not healthy`,
    why: `its health check fails: ${check}`,
    todo: 'mend the app, or its check: the HEALTHCHECK of its Dockerfile, or "healthcheck" among the options of docker-up, where false switches it off',
    place,
    quote: log.slice(-20),
  });

export const serviceTimeout = (
  service: string,
  seconds: number,
  state: string,
  log: readonly string[],
  place: Place,
) =>
  new PydockError({
    code: 'PYDOCK_SERVICE_TIMEOUT',
    what: `${service} was not ready within ${seconds} s`,
    why: `it is still ${state}`,
    todo: `give it longer with --timeout=${seconds * 2}s, or mend what its log says`,
    place,
    quote: log.slice(-20),
  });
