import type { ErrorCode, Place, PydockError } from '../errors';

/** Where a fact was found: a place in the workspace, an option of the user's, or pydock's own default. */
export type Source = Place | 'option' | 'default';

/** What detection settles. */
export const facts = [
  ...(['packageManager', 'manifest', 'lockfile', 'python'] as const),
  ...(['framework', 'entrypoint', 'port', 'server'] as const),
  ...(['extras', 'groups'] as const),
] as const;
export type FactName = (typeof facts)[number];

/** A fact that was found. */
export interface Known<Value> {
  readonly value: Value;
  readonly source: Source;
}

/** A fact that can't be settled: what the user may choose from, and the error that a command needing it ends with. */
export interface Problem {
  readonly fact: FactName;
  readonly code: ErrorCode;
  readonly message: string;
  readonly choices: readonly string[];
  readonly error: PydockError;
}

/** A fact, or why there is none. */
export type Settled<Value> = { readonly known: Known<Value> } | { readonly problem: Problem };

/** A fact that can't be settled, from the error that says why. */
export const problem = (
  fact: FactName,
  error: PydockError,
  choices: readonly string[] = [],
): { problem: Problem } => ({
  problem: { fact, code: error.code, message: `${error.failure.what}: ${error.failure.why}`, choices, error },
});

export const known = <Value>(value: Value, source: Source): { known: Known<Value> } => ({
  known: { value, source },
});

/** The value of a settled fact; null where it is a problem. */
export const valueOf = <Value>(settled: Settled<Value>): Value | null =>
  'known' in settled ? settled.known.value : null;
