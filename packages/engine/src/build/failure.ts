import { posix } from 'node:path';
import {
  baseImageNotFound,
  type BuildRequest,
  buildFailed,
  diskFull,
  manifestMissing,
  packageNotFound,
  type PydockError,
} from '@pydock/core';
import type { BuildEvent } from './progress';

/** The last lines that each step of a build printed, and which step failed. */
export class StepLog {
  private readonly lines = new Map<string, string[]>();
  private failed: { step: string; name: string } | null = null;

  add(event: BuildEvent): void {
    if (event.kind === 'log') this.append(event.step, event.text);
    if (event.kind === 'step-completed' && event.error && !/context canceled/.test(event.error))
      this.failed ??= { step: event.step, name: event.name };
  }

  /** The failed step's name and its last lines; a name of its own where no step failed. */
  failure(): { step: string; log: string[] } {
    if (!this.failed) return { step: 'before its first step', log: [] };
    const log = (this.lines.get(this.failed.step) ?? []).join('').split(/\r?\n/);
    return { step: this.failed.name, log: log.filter((line) => line.trim() !== '').slice(-20) };
  }

  private append(step: string, text: string): void {
    const chunks = this.lines.get(step) ?? [];
    chunks.push(text);
    // Enough for the last lines, whatever a step prints.
    if (chunks.length > 400) chunks.splice(0, 200);
    this.lines.set(step, chunks);
  }
}

/** The error for a failed build, with the known causes named. */
export function explainFailure(request: BuildRequest, error: string, stepLog: StepLog): PydockError {
  const { service, dockerfile } = request;
  const { step, log } = stepLog.failure();
  const failed = { service, dockerfile, step, error: tidy(error), log };
  const text = log.join('\n');
  const requirement = /No matching distribution found for (\S+)/.exec(text)?.[1];
  // pip says the same of an index that it can't reach.
  const reached = !/connection broken by|NewConnectionError|ProxyError|SSLError|ReadTimeoutError/.test(text);
  if (requirement && reached) return packageNotFound(failed, requirement, requirementsOf(request));
  if (/no space left on device/i.test(`${error}\n${text}`)) return diskFull(`build ${service}`, failed.error);
  const manifest = /"\/([^"]*requirements[^"/]*\.txt)": not found/.exec(error)?.[1];
  if (manifest) return manifestMissing(posix.dirname(manifest), [posix.basename(manifest)]);
  const image = /(?:failed to resolve source metadata for |load metadata for )(\S+?):? /.exec(
    `${error} ${step} `,
  )?.[1];
  if (image) return baseImageNotFound(service, image, dockerfile, failed.error);
  return buildFailed(failed);
}

// BuildKit wraps the cause in the step's whole command, which is told already.
const tidy = (error: string) =>
  error
    .replace(/^failed to solve: /, '')
    .replace(/^(failed to compute cache key: )?failed to calculate checksum of ref \S+: /, '')
    .replace(/^process ".*" did not complete successfully: /s, 'the command ended with ');

// The manifest that the failing Dockerfile installs from, as it names it.
const requirementsOf = ({ dockerfileText, dockerfile }: BuildRequest) =>
  /source=(\S*requirements\S*\.txt)/.exec(dockerfileText)?.[1]?.split(',')[0] ?? dockerfile;
