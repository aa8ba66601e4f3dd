import {
  advance,
  beginBuild,
  type BuildState,
  jsonLine,
  jsonMessage,
  LogBlocks,
  type Place,
  type ProgressMode,
  progressMode,
  quietFor,
  type ServiceEvent,
} from '@pydock/core';
import { LiveDisplay } from './live';
import type { Say } from './progress';
import { outputTerminal } from './terminal';

/** What tells people, or a program, of builds. */
export interface BuildReport {
  /** A line that is about no build. */
  readonly say: Say;
  tell(service: string, event: ServiceEvent): void;
  /** Leaves the terminal as it was found. */
  close(): void;
}

const write = (text: string) => void process.stdout.write(text);

/** The option `progress` of a project, as given, and where it stands. */
export interface AskedProgress {
  readonly progress?: unknown;
  readonly place: Place;
}

/**
 * A report of builds on the standard output, one for all projects of a command: the first that asks for a kind has it.
 * @throws PydockError PYDOCK_OPTION_INVALID
 */
export function openBuildReport(asked: readonly AskedProgress[]): BuildReport {
  const { progress, place } = asked.find((each) => each.progress !== undefined) ?? { place: { file: '' } };
  const terminal = outputTerminal();
  const mode = progressMode(progress, place, { env: process.env, isTerminal: terminal !== null });
  if (mode === 'tty') return new LiveDisplay(terminal ?? unknownTerminal, write);
  terminal?.close();
  return reportOf(mode, process.env['GITHUB_ACTIONS'] === 'true', write);
}

/**
 * Does what is told of by a report of its own; the report is closed however that ends.
 * @throws PydockError PYDOCK_OPTION_INVALID
 */
export async function withBuildReport<Result>(
  asked: readonly AskedProgress[],
  body: (report: BuildReport) => Promise<Result>,
  open = openBuildReport,
): Promise<Result> {
  const report = open(asked);
  try {
    return await body(report);
  } finally {
    report.close();
  }
}

const unknownTerminal = { columns: () => Number(process.env['COLUMNS']) || 80, close: () => undefined };

/** A report that is lines alone. */
export function reportOf(
  mode: Exclude<ProgressMode, 'tty'>,
  grouped: boolean,
  to: (text: string) => void,
): BuildReport {
  return mode === 'json' ? jsonReport(to) : logReport(grouped, to);
}

function logReport(grouped: boolean, to: (text: string) => void): BuildReport {
  const blocks = new LogBlocks(grouped);
  const print = (lines: readonly string[]) => {
    if (lines.length > 0) to(`${lines.join('\n')}\n`);
  };
  const timer = setInterval(() => print(blocks.remind(performance.now())), quietFor);
  timer.unref();
  return {
    say: (line) => print([line]),
    tell: (service, event) => print(blocks.add(service, event, performance.now())),
    close: () => clearInterval(timer),
  };
}

function jsonReport(to: (text: string) => void): BuildReport {
  const builds = new Map<string, BuildState>();
  return {
    say: (line) => to(`${jsonMessage(line.trim(), new Date())}\n`),
    tell: (service, event) => {
      const begun = event.kind === 'build-started' ? undefined : builds.get(service);
      const build = advance(begun ?? beginBuild(service, performance.now()), event, performance.now());
      builds.set(service, build);
      to(`${jsonLine(service, build, event, new Date())}\n`);
    },
    close: () => undefined,
  };
}
