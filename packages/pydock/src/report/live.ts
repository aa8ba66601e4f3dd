import {
  advance,
  beginBuild,
  type BuildState,
  lastingLines,
  liveLines,
  type ServiceEvent,
} from '@pydock/core';
import type { Say } from './progress';
import type { Terminal } from './terminal';

const hideCursor = '\x1b[?25l';
const showCursor = '\x1b[?25h';
// A terminal that knows them shows what is between at once.
const [hold, release] = ['\x1b[?2026h', '\x1b[?2026l'];
const clearRest = '\x1b[K';
const clearBelow = '\x1b[J';

const redrawEvery = 100;

/** Lines at the end of the terminal's text, one a running build, drawn again as it goes on; what is lasting stays above. */
export class LiveDisplay {
  private readonly builds = new Map<string, BuildState>();
  private drawn = 0;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly terminal: Terminal,
    private readonly write: (text: string) => void,
  ) {}

  readonly say: Say = (line) => this.draw([line]);

  tell(service: string, event: ServiceEvent): void {
    const now = performance.now();
    if (event.kind === 'build-started') this.builds.set(service, beginBuild(service, now));
    const build = this.builds.get(service) ?? beginBuild(service, now);
    if (this.builds.has(service)) this.builds.set(service, advance(build, event, now));
    if (event.kind === 'build-completed' || event.kind === 'build-failed') this.builds.delete(service);
    const lasting = event.kind === 'build-started' ? [] : lastingLines(service, build, event);
    if (this.builds.size > 0) this.start();
    if (lasting.length > 0) this.draw(lasting);
    if (this.builds.size === 0) this.stop();
  }

  close(): void {
    this.builds.clear();
    this.stop();
    this.terminal.close();
  }

  private start(): void {
    if (this.timer) return;
    this.timer = setInterval(() => this.draw([]), redrawEvery);
    process.once('exit', this.restore);
    this.write(hideCursor);
    this.draw([]);
  }

  private stop(): void {
    if (!this.timer) return;
    clearInterval(this.timer);
    this.timer = null;
    process.off('exit', this.restore);
    this.draw([]);
    this.restore();
  }

  private readonly restore = () => this.write(showCursor);

  // Written over rather than wiped, and in one piece: nothing flickers.
  private draw(lasting: readonly string[]): void {
    const up = this.drawn > 0 ? `\x1b[${this.drawn}A\r` : '';
    // The last column is left free: some terminals begin a line of their own when it is filled.
    const columns = Math.max(this.terminal.columns() - 1, 1);
    const live = this.builds.size > 0 ? liveLines([...this.builds.values()], performance.now(), columns) : [];
    const lines = [...lasting, ...live].map((line) => `${line}${clearRest}\n`);
    this.drawn = live.length;
    if (up !== '' || lines.length > 0) this.write(`${hold}${up}${lines.join('')}${clearBelow}${release}`);
  }
}
