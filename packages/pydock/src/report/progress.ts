import type { BuildEvent } from '@pydock/engine';

/** A writer of lines for people. */
export type Say = (line: string) => void;

export const say: Say = (line) => void process.stdout.write(`${line}\n`);

/** Milliseconds for people: `71 ms`, `1.2 s`, `2 min 5 s`. */
export function formatTime(milliseconds: number): string {
  if (Math.round(milliseconds) < 1000) return `${Math.round(milliseconds)} ms`;
  if (Math.round(milliseconds / 100) < 600) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

const quietFor = 10_000;
const worthTelling = 300;

/** Tells of a build's steps as they end, and every 10 s of one that takes long. */
export class BuildProgress {
  private readonly running = new Map<string, { name: string; since: number }>();
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly service: string,
    private readonly tell: Say,
  ) {
    this.timer = setInterval(() => this.remind(), quietFor);
  }

  readonly onEvent = (event: BuildEvent): void => {
    if (event.kind === 'log' || /^\[internal\]|^exporting|^resolve image/.test(event.name)) return;
    if (event.kind === 'step-started') this.running.set(event.step, { name: event.name, since: Date.now() });
    else this.ended(event);
  };

  close(): void {
    clearInterval(this.timer);
  }

  private ended(event: Extract<BuildEvent, { kind: 'step-completed' }>): void {
    this.running.delete(event.step);
    if (!event.cached && !event.error && event.duration >= worthTelling)
      this.tell(`${this.service}: ${shorten(event.name)}  ${formatTime(event.duration)}`);
  }

  private remind(): void {
    for (const { name, since } of this.running.values())
      this.tell(`${this.service}: ${shorten(name)}  … ${formatTime(Date.now() - since)}`);
  }
}

const shorten = (name: string) => (name.length > 100 ? `${name.slice(0, 99)}…` : name);
