import type { Place } from '../errors';
import { optionInvalid } from '../messages/options';

/** How builds are told of. */
export type ProgressMode = 'tty' | 'plain' | 'json';

/** What is known of where the output goes. */
export interface Output {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether it is a terminal, or Nx passes it on to one as it is. */
  readonly isTerminal: boolean;
}

/**
 * Chooses how builds are told of: as asked; else on a terminal lines that are drawn again, and anywhere else a log.
 * @param asked the option `progress`, as it was given
 * @throws PydockError PYDOCK_OPTION_INVALID
 */
export function progressMode(asked: unknown, place: Place, { env, isTerminal }: Output): ProgressMode {
  if (asked === 'tty' || asked === 'plain' || asked === 'json') return asked;
  if (asked !== undefined && asked !== null && asked !== 'auto')
    throw optionInvalid(asked, '"auto", "tty", "plain" or "json"', place);
  return isTerminal && !isSet(env['CI']) && env['TERM'] !== 'dumb' ? 'tty' : 'plain';
}

const isSet = (value: string | undefined) => value !== undefined && !['', '0', 'false'].includes(value);
