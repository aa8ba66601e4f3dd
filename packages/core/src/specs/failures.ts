import { type ErrorCode, PydockError } from '../errors';

/** The PydockError that a call throws; anything else it does, a TypeError included, fails the test. */
export function failureOf(call: () => unknown): PydockError {
  try {
    const value = call();
    throw new Error(`nothing was thrown; it gave ${JSON.stringify(value)}`);
  } catch (error) {
    if (error instanceof PydockError) return error;
    throw error;
  }
}

/** The code of the PydockError that a call throws. */
export const codeOf = (call: () => unknown): ErrorCode => failureOf(call).code;
