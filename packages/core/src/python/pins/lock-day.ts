import { commandLine } from '../../errors';
import { optionInvalid } from '../../messages/options';
import type { Release } from './release-days';

/** The day as of which packages are chosen, and why this one. */
export interface LockDay {
  readonly day: string;
  readonly because: 'asked' | 'recorded' | 'release' | 'today';
}

/** What the day may come from. Days are written `2021-05-21`, in UTC. */
export interface DayChoices {
  /** The option: a day, or `today`. */
  readonly asked: string | undefined;
  /** The day of the pin that is there. */
  readonly recorded: string | null;
  readonly newest: Release | null;
  readonly today: string;
}

/**
 * Chooses the day: the one asked for, else that of the pin that is there, else that of the newest release that is
 * pinned by hand, else today. Before the newest release that is pinned nothing can be resolved.
 * @throws PydockError PYDOCK_OPTION_INVALID
 */
export function lockDay({ asked, recorded, newest, today }: DayChoices): LockDay {
  if (asked !== undefined) return { day: asked === 'today' ? today : valid(asked), because: 'asked' };
  if (recorded !== null && (newest === null || recorded >= newest.day))
    return { day: recorded, because: 'recorded' };
  return newest ? { day: newest.day, because: 'release' } : { day: today, because: 'today' };
}

function valid(day: string): string {
  const time = /^\d{4}-\d\d-\d\d$/.test(day) ? new Date(`${day}T00:00:00Z`).getTime() : Number.NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day)
    throw optionInvalid(day, 'a day such as 2021-05-21, or today', commandLine('as-of'));
  return day;
}

/** The moment, in UTC, at which a day is over. */
export function endOf(day: string): string {
  const next = new Date(new Date(`${day}T00:00:00Z`).getTime() + 86_400_000);
  return next.toISOString().replace('.000', '');
}
