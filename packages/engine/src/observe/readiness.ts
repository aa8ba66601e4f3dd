import type { Readable } from 'node:stream';
import { asked } from '../connection/asked';
import type { Engine } from '../connection/connect';
import { jsonLines } from '../build/json-lines';
import { composeLabels, observeContainers } from './state';

/** How a service's start ended. */
export type Outcome =
  | { readonly kind: 'ready' | 'finished' }
  | {
      readonly kind: 'crashed';
      readonly containerId: string;
      readonly exitCode: number;
      readonly outOfMemory: boolean;
    }
  | { readonly kind: 'unhealthy'; readonly containerId: string; readonly check: string };

/** A service whose start is followed. */
export interface Awaited {
  readonly service: string;
  /** Whether the engine starts it again when it ends; then only the third end counts. */
  readonly restarts: boolean;
}

interface DockerEvent {
  readonly Action?: string;
  readonly Actor?: { readonly ID?: string; readonly Attributes?: Record<string, string> };
}

/** Follows containers of a Compose project by the engine's events, from before they are made. */
export class ReadinessWatch {
  private readonly outOfMemory = new Set<string>();
  private readonly endings = new Map<string, number>();
  private readonly outcomes = new Map<string, Outcome>();
  private readonly waiters = new Set<() => void>();
  /** IDs of the containers that were asked to end, be they awaited or not. */
  readonly stopping = new Set<string>();

  private constructor(
    private readonly engine: Engine,
    private readonly project: string,
    private readonly awaited: readonly Awaited[],
    private readonly ignored: ReadonlySet<string>,
    private readonly stale: Set<string>,
    private readonly stream: Readable,
  ) {}

  /**
   * @param ignored IDs of containers that are about to be replaced: their end says nothing
   * @param stale IDs of containers that were paused: that they are unhealthy says nothing until they say so again
   */
  static async open(
    engine: Engine,
    project: string,
    awaited: readonly Awaited[],
    ignored: ReadonlySet<string>,
    stale: readonly string[] = [],
  ): Promise<ReadinessWatch> {
    const filters = {
      type: ['container'],
      label: [`${composeLabels.project}=${project}`],
      event: ['start', 'die', 'oom', 'kill', 'health_status'],
    };
    const events = engine.docker.getEvents({ filters: JSON.stringify(filters) });
    const stream = (await asked('tell of events', events)) as Readable;
    const watch = new ReadinessWatch(engine, project, awaited, ignored, new Set(stale), stream);
    void watch.follow();
    return watch;
  }

  close(): void {
    this.stream.destroy();
  }

  /** The first service that failed so far; null where none did. */
  failure(): { service: string; outcome: Outcome } | null {
    for (const [service, outcome] of this.outcomes)
      if (outcome.kind === 'crashed' || outcome.kind === 'unhealthy') return { service, outcome };
    return null;
  }

  /** Resolves once a service has failed. */
  async untilFailure(): Promise<void> {
    while (this.failure() === null) await this.nextChange();
  }

  /**
   * Resolves once every service is settled or one has failed. To be called when all containers have been started:
   * what the events did not tell is looked at then. An abort rejects with the signal's reason.
   * @returns the services that are not settled when time is up
   */
  async untilSettled(milliseconds: number, signal: AbortSignal): Promise<string[]> {
    const deadline = Date.now() + milliseconds;
    const wake = () => this.wake();
    signal.addEventListener('abort', wake, { once: true });
    try {
      for (;;) {
        signal.throwIfAborted();
        await this.lookAtUnsettled();
        const unsettled = this.awaited.filter(({ service }) => !this.outcomes.has(service));
        if (unsettled.length === 0 || this.failure() || Date.now() >= deadline)
          return unsettled.map(({ service }) => service);
        // A container without a health check settles by time alone, hence the short turn.
        await Promise.race([
          this.nextChange(),
          new Promise((resolve) => setTimeout(resolve, Math.min(250, deadline - Date.now()))),
        ]);
      }
    } finally {
      signal.removeEventListener('abort', wake);
    }
  }

  private nextChange(): Promise<void> {
    return new Promise((resolve) => this.waiters.add(resolve));
  }

  private settle(service: string, outcome: Outcome): void {
    if (outcome.kind === 'crashed' || outcome.kind === 'unhealthy' || !this.outcomes.has(service))
      this.outcomes.set(service, outcome);
    this.wake();
  }

  private wake(): void {
    for (const waiter of this.waiters) waiter();
    this.waiters.clear();
  }

  private async follow(): Promise<void> {
    try {
      for await (const event of jsonLines(this.stream)) await this.see(event as DockerEvent);
    } catch {
      // The stream ends when the watch is closed, or with the engine; then the looks tell.
    }
  }

  private async see({ Action = '', Actor }: DockerEvent): Promise<void> {
    const id = Actor?.ID ?? '';
    const service = Actor?.Attributes?.[composeLabels.service] ?? '';
    if (Action === 'kill') this.stopping.add(id);
    const awaited = this.awaited.find((each) => each.service === service);
    if (!awaited || this.ignored.has(id)) return;
    if (Action === 'oom') this.outOfMemory.add(id);
    if (Action.startsWith('health_status')) this.stale.delete(id);
    if (Action === 'health_status: healthy') this.settle(service, { kind: 'ready' });
    if (Action === 'health_status: unhealthy') await this.look(awaited, id);
    if (Action === 'die') this.died(awaited, id, Number(Actor?.Attributes?.['exitCode'] ?? 0));
  }

  private died({ service, restarts }: Awaited, containerId: string, exitCode: number): void {
    const count = (this.endings.get(containerId) ?? 0) + 1;
    this.endings.set(containerId, count);
    if (!restarts || count >= 3) this.ended(service, containerId, exitCode, restarts);
  }

  private ended(service: string, containerId: string, exitCode: number, restarts: boolean): void {
    const outOfMemory = this.outOfMemory.has(containerId);
    if (exitCode === 0 && !restarts) this.settle(service, { kind: 'finished' });
    else this.settle(service, { kind: 'crashed', containerId, exitCode, outOfMemory });
  }

  // One that was to be replaced and is still there was kept: compose saw no difference.
  private async lookAtUnsettled(): Promise<void> {
    const containers = await observeContainers(this.engine, this.project);
    const unsettled = this.awaited.filter(({ service }) => !this.outcomes.has(service));
    const looks = unsettled.flatMap((awaited) =>
      containers.filter(({ service }) => service === awaited.service).map(({ id }) => this.look(awaited, id)),
    );
    await Promise.all(looks);
  }

  private async look(awaited: Awaited, id: string): Promise<void> {
    const inspected = await this.engine.docker
      .getContainer(id)
      .inspect()
      .catch(() => null);
    if (!inspected) return;
    const { State } = inspected;
    if (State.OOMKilled) this.outOfMemory.add(id);
    // One that the engine will start again is restarting, and not exited.
    if (State.Status === 'exited') return this.ended(awaited.service, id, State.ExitCode, false);
    const health = State.Health?.Status;
    const check = State.Health?.Log.at(-1)?.Output.trim() ?? '';
    // A container that stopped counts as unhealthy; its end tells more.
    if (health === 'unhealthy' && this.stale.has(id)) return;
    if (health === 'unhealthy' && State.Running && !State.Restarting)
      this.settle(awaited.service, { kind: 'unhealthy', containerId: id, check });
    else if (health === 'healthy') this.settle(awaited.service, { kind: 'ready' });
    else if ((!health || health === 'none') && State.Running && !State.Restarting && runs(State.StartedAt))
      this.settle(awaited.service, { kind: 'ready' });
  }
}

// A container without a health check is taken for ready when it has run this long.
const steadyAfter = 1000;
const runs = (startedAt: string) => Date.now() - Date.parse(startedAt) >= steadyAfter;
