import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildEvent, BuildFailure, BuildRequest } from '@pydock/core';

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
    return { step: this.failed.name, log: log.filter((line) => line.trim() !== '').slice(-200) };
  }

  private append(step: string, text: string): void {
    const chunks = this.lines.get(step) ?? [];
    chunks.push(text);
    // Enough for the last lines, whatever a step prints.
    if (chunks.length > 400) chunks.splice(0, 200);
    this.lines.set(step, chunks);
  }
}

/** The facts of a failed build, for core to explain. */
export function failureFacts(request: BuildRequest, error: string, stepLog: StepLog): BuildFailure {
  const { service, dockerfile, dockerfileText, contextRoot } = request;
  const exists = (path: string) => existsSync(join(contextRoot, path));
  return { service, dockerfile, dockerfileText, error, ...stepLog.failure(), exists };
}
