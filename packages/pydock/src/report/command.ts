import { interrupted, PydockError } from '@pydock/core';

/** How a command ended; `error` is told to the user already. */
export interface CommandResult {
  readonly success: boolean;
  readonly error?: unknown;
}

/**
 * Runs a command's body: an interruption of the process aborts its signal, and an error is printed whole.
 * The process ends only when the body has put things in order.
 */
export async function runCommand(
  name: string,
  body: (signal: AbortSignal) => Promise<unknown>,
): Promise<CommandResult> {
  const abort = new AbortController();
  const onSignal = () => abort.abort(interrupted(name, 'nothing is left half-made'));
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, onSignal);
  try {
    await body(abort.signal);
    return { success: true };
  } catch (error) {
    reportError(abort.signal.aborted && !isPydockError(error) ? abort.signal.reason : error);
    return { success: false, error };
  } finally {
    // Nx waits for the process of an interrupted task to end, and for nothing that it says.
    if (abort.signal.aborted) process.stderr.write('', () => process.exit(130));
    for (const signal of signals) process.off(signal, onSignal);
  }
}

const isPydockError = (error: unknown) => error instanceof PydockError;

/** Prints an error: what a user reads of ours, the stack of any other. */
export function reportError(error: unknown): void {
  const text =
    error instanceof PydockError
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
  process.stderr.write(`\n${text}\n`);
}

/** Does one thing for each of several projects; what is wrong with one is told, and does not stop the others. */
export async function each<In, Out>(items: readonly In[], work: (item: In) => Promise<Out>): Promise<Out[]> {
  const settled = await Promise.allSettled(items.map(work));
  for (const result of settled) if (result.status === 'rejected') reportError(result.reason);
  return settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}
