import type { ServiceEvent } from './events';
import { lastingLines, reminders, stepLines } from './plain';
import { advance, beginBuild, type BuildState } from './state';

/** How much is kept of a build that waits for its turn. */
const mostHeld = 5000;

/** After how many milliseconds without a word a log says what still runs. */
export const quietFor = 10_000;

interface Block {
  build: BuildState;
  open: string | null;
  ended: boolean;
  held: string[];
}

/**
 * A log of builds that run side by side, the lines of each together: one build has the word, and what the others say is
 * held until it ends.
 */
export class LogBlocks {
  private readonly blocks = new Map<string, Block>();
  private speaker: string | null = null;
  private lastWord = 0;

  /** @param grouped whether steps are folded by the marks of GitHub's log */
  constructor(private readonly grouped: boolean) {}

  /** The lines to print now that a service's build told of something. */
  add(service: string, event: ServiceEvent, now: number): string[] {
    const block = this.blockOf(service, event, now);
    const lines = this.linesOf(service, block, event);
    block.build = advance(block.build, event, now);
    block.ended ||= ends(event);
    this.speaker ??= service;
    if (this.speaker !== service) {
      block.held.push(...lines);
      // The beginning says what the build is; what is cut out is the oldest after it.
      if (block.held.length > mostHeld) block.held.splice(2, block.held.length - mostHeld);
      return [];
    }
    return this.said(block.ended ? [...lines, ...this.next()] : lines, now);
  }

  /** What still runs, where nothing was said for long. */
  remind(now: number): string[] {
    if (now - this.lastWord < quietFor) return [];
    const running = [...this.blocks.values()].filter(({ ended }) => !ended);
    return this.said(
      running.flatMap(({ build }) => reminders(build, now)),
      now,
    );
  }

  private said(lines: string[], now: number): string[] {
    if (lines.length > 0) this.lastWord = now;
    return lines;
  }

  private blockOf(service: string, event: ServiceEvent, now: number): Block {
    const known = this.blocks.get(service);
    if (known && !(event.kind === 'build-started' && known.ended)) return known;
    const block = { build: beginBuild(service, now), open: null, ended: false, held: [] };
    this.blocks.set(service, block);
    return block;
  }

  private linesOf(service: string, block: Block, event: ServiceEvent): string[] {
    const lasting = lastingLines(service, block.build, event);
    const isGroup = this.grouped && event.kind === 'build-started';
    if (isGroup) return [...lasting, `::group::${service}`];
    if (this.grouped && (event.kind === 'build-completed' || event.kind === 'build-failed'))
      return ['::endgroup::', ...lasting];
    const { lines, open } = stepLines(block.build, event, block.open);
    block.open = open;
    return [...lasting, ...lines];
  }

  // What was held of builds that ended, and then of the one that has the word from now on.
  private next(): string[] {
    const lines: string[] = [];
    this.speaker = null;
    for (const [service, block] of this.blocks) {
      if (block.ended) lines.push(...block.held.splice(0));
      else if (this.speaker === null) this.speaker = service;
    }
    const speaking = this.speaker === null ? undefined : this.blocks.get(this.speaker);
    return [...lines, ...(speaking?.held.splice(0) ?? [])];
  }
}

const ends = ({ kind }: ServiceEvent) =>
  kind === 'up-to-date' || kind === 'build-completed' || kind === 'build-failed';
