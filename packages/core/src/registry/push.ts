/** What is to be done after a push that failed: it may work a little later, it takes other rights, or it won't work at all. */
export type PushFailure = 'transient' | 'denied' | 'permanent';

const denied =
  /\b401\b|\b403\b|unauthorized|denied|no basic auth credentials|authentication required|forbidden/i;
const transient =
  /\b(408|425|429|500|502|503|504)\b|too ?many ?requests|timed? ?out|timeout|deadline exceeded|connection (refused|reset|closed)|broken pipe|\bEOF\b|no route to host|network is unreachable|temporary failure|no such host|i\/o error|service unavailable|bad gateway|internal server error|try again/i;

/** Tells by the engine's words what kind of failure it was. */
export function pushFailure(error: string): PushFailure {
  if (denied.test(error)) return 'denied';
  return transient.test(error) ? 'transient' : 'permanent';
}

/** Milliseconds before each further attempt; no more attempts after that. */
export const pushPauses: readonly number[] = [500, 2000, 5000];
