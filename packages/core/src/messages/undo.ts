import { PydockError } from '../errors';

/** A service that ran before a start which failed, and whether it runs again. */
export interface RanBefore {
  readonly service: string;
  /** Why it could not be brought back; null where it runs. */
  readonly error: string | null;
}

/** The error of a start, with what was undone. */
export const afterUndo = ({ failure, cause }: PydockError, before: readonly RanBefore[]): PydockError =>
  new PydockError({ ...failure, todo: `${failure.todo}; ${undone(before)}` }, { cause });

function undone(before: readonly RanBefore[]): string {
  const runs = before.filter(({ error }) => error === null).map(({ service }) => service);
  const lost = before.filter(({ error }) => error !== null);
  return [
    'what this start made was removed again',
    ...(runs.length > 0 ? [`, and what ran before runs again: ${[...new Set(runs)].join(', ')}`] : []),
    ...lost.map(({ service, error }) => `\n${service} ran before and could not be brought back: ${error}`),
  ].join('');
}
