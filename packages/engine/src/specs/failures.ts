import { type ErrorCode, type Failure, PydockError } from '@pydock/core';

/** The parts of the PydockError that a call ends with; anything else it does, a TypeError included, fails the test. */
export async function failureOf(call: () => unknown): Promise<Failure> {
  try {
    const value = await call();
    throw new Error(`nothing was thrown; it gave ${JSON.stringify(value)}`);
  } catch (error) {
    if (error instanceof PydockError) return error.failure;
    throw error;
  }
}

/** The code of the PydockError that a call ends with. */
export const codeOf = async (call: () => unknown): Promise<ErrorCode> => (await failureOf(call)).code;
