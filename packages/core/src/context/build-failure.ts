import { posix } from 'node:path';
import type { PydockError } from '../errors';
import {
  baseImageNotFound,
  buildFailed,
  copyPathRelative,
  copySourceLeftOut,
  diskFull,
  packageNotFound,
  sshMissing,
} from '../messages/build';
import { manifestMissing } from '../messages/python';
import { causeInLog } from './build-causes';

/** A failed build: what was built, and what the engine told. */
export interface BuildFailure {
  readonly service: string;
  /** Relative to the workspace root, with `/`. */
  readonly dockerfile: string;
  readonly dockerfileText: string;
  /** The engine's own words. */
  readonly error: string;
  /** The failed step's name, such as `[2/5] COPY a b`. */
  readonly step: string;
  /** The last lines that the step printed, two hundred at most. */
  readonly log: readonly string[];
  /** Whether a path relative to the workspace root is there, in the context or not. */
  readonly exists: (path: string) => boolean;
}

/** The error for a failed build, with the known causes named. */
export function explainBuildFailure(failure: BuildFailure): PydockError {
  const { service, dockerfile, step, error, log } = failure;
  const failed = { service, dockerfile, step, error: tidy(error), log };
  const text = log.join('\n');
  const cause = causeInLog(failed);
  if (cause) return cause;
  const requirement = /No matching distribution found for (\S+)/.exec(text)?.[1];
  // pip says the same of an index that it can't reach.
  const reached = !/connection broken by|NewConnectionError|ProxyError|SSLError|ReadTimeoutError/.test(text);
  if (requirement && reached) return packageNotFound(failed, requirement, requirementsOf(failure));
  if (/no space left on device/i.test(`${error}\n${text}`)) return diskFull(`build ${service}`, failed.error);
  const ssh = /no SSH key "([^"]+)" forwarded/.exec(error)?.[1];
  if (ssh !== undefined) return sshMissing(service, ssh, dockerfile);
  const source = /"\/([^"]+)": not found/.exec(error)?.[1];
  if (source !== undefined) return explainMissing(failure, source);
  const image = /(?:failed to resolve source metadata for |load metadata for )(\S+?):? /.exec(
    `${error} ${step} `,
  )?.[1];
  if (image) return baseImageNotFound(service, image, dockerfile, failed.error);
  return buildFailed(failed);
}

// A path that an instruction reads and the context has not.
function explainMissing(failure: BuildFailure, source: string): PydockError {
  const { service, dockerfile, dockerfileText, step, log, exists } = failure;
  const found = lineThatReads(dockerfileText, source);
  const place = { file: dockerfile, ...(found && { line: found.line }) };
  const near = directoriesAbove(dockerfile).map((directory) => posix.join(directory, source));
  const meant = near.find(exists);
  if (meant !== undefined)
    return copyPathRelative(service, source, found ? found.text.replace(found.path, meant) : meant, place);
  if (exists(source)) return copySourceLeftOut(service, source, place);
  if (/requirements[^/]*\.txt$/.test(source))
    return manifestMissing(posix.dirname(source), [posix.basename(source)]);
  return buildFailed({ service, dockerfile, step, error: tidy(failure.error), log, line: found?.line });
}

// The Dockerfile's own directory and those above it, the workspace root left out.
function directoriesAbove(dockerfile: string): string[] {
  const directory = posix.dirname(dockerfile);
  return directory === '.' ? [] : [directory, ...directoriesAbove(directory)];
}

/** The first line that reads a path from the context, and the path as it stands there. */
function lineThatReads(text: string, source: string) {
  const escaped = source.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const whole = new RegExp(`(?<=^|[\\s"'=,[])(?:\\./|/)?${escaped}/?(?=$|[\\s"',\\]])`);
  const lines = text.split(/\r?\n/);
  const index = lines.findIndex((line, at) => {
    const first = instructionOf(lines, at);
    const reads = /^\s*(COPY|ADD)\s/i.test(first) || /--mount=/.test(line);
    return reads && !/--from=|[,=]from=/.test(line) && !/^\s*#/.test(line) && whole.test(line);
  });
  const [path] = whole.exec(lines[index] ?? '') ?? [];
  return path === undefined ? null : { line: index + 1, text: (lines[index] ?? '').trim(), path };
}

// The line that an instruction begins with, for any line of it.
function instructionOf(lines: readonly string[], at: number): string {
  let first = at;
  while (first > 0 && /\\[ \t]*$/.test(lines[first - 1] ?? '')) first--;
  return lines[first] ?? '';
}

// BuildKit wraps the cause in the step's whole command, which is told already.
const tidy = (error: string) =>
  error
    .replace(/^failed to solve: /, '')
    .replace(/^(failed to compute cache key: )?failed to calculate checksum of ref \S+: /, '')
    .replace(/^process ".*" did not complete successfully: /s, 'the command ended with ');

// The manifest that the failing Dockerfile installs from, as it names it.
const requirementsOf = ({ dockerfileText, dockerfile }: BuildFailure) =>
  /source=(\S*requirements\S*\.txt)/.exec(dockerfileText)?.[1]?.split(',')[0] ?? dockerfile;
