import { lockCommand } from '../../messages/lock';
import { normaliseName } from '../pep508';
import type { LockDay } from './lock-day';
import type { LockSubject } from './lock-subject';
import { effectiveLines, type LockOptions } from './pinned-file';
import type { Release } from './release-days';

/** A pin that was made, and the one that is there. */
export interface Repin {
  readonly subject: LockSubject;
  /** How the one that is there was made; null where pydock did not make it. */
  readonly recorded: LockOptions | null;
  readonly made: LockOptions;
  readonly present: string;
  readonly text: string;
}

/** Whether there is a reason to write a pin: notes on what needs a package are none, and a freeze that pins the same is a pin. */
export function isOtherPin({ subject, recorded, made, present, text }: Repin): boolean {
  if (linesOf(present) !== linesOf(text)) return true;
  return subject.source !== subject.output && JSON.stringify(recorded) !== JSON.stringify(made);
}

const linesOf = (text: string) =>
  effectiveLines(text)
    .map((line) => line.replace(/^[\w.-]+/, normaliseName))
    .sort()
    .join('\n');

/** Why these versions, in lines: the day and where it comes from, how to have another one, where the words went. */
export function lockReasons(
  root: string,
  { input, output, source }: LockSubject,
  { day, because }: LockDay,
  newest: Release | null,
): string[] {
  const why = {
    asked: '',
    recorded: ', as the pin that is there',
    release: newest ? `, the day on which ${newest.name} ${newest.version} came out` : '',
    today: ', which is today: nothing is pinned by hand',
  }[because];
  const other = because === 'release' ? [`Another day: ${lockCommand(root, 'YYYY-MM-DD')}`] : [];
  const moved = source === output ? [`${input} has what ${output} said.`] : [];
  return [`Versions as of ${day}${why}.`, ...other, ...moved, '', `${output}:`];
}
