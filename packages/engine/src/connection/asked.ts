import { engineFailed } from '@pydock/core';

/**
 * The engine's answer; its refusal and a lost connection as an error of ours.
 * @throws PydockError PYDOCK_ENGINE_FAILED
 */
export async function asked<Value>(action: string, answer: Promise<Value>): Promise<Value> {
  try {
    return await answer;
  } catch (error) {
    throw engineFailed(action, (error as Error).message);
  }
}

/** Lets the answer pass that a thing is not there. */
export const unlessGone = (error: unknown): null => {
  if ((error as { statusCode?: number }).statusCode === 404) return null;
  throw error;
};
