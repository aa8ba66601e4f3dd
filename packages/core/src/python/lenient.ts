import { PydockError } from '../errors';

/** What a call gives; something else where it finds what can't be read: for what pydock can do without. */
export function lenient<Value>(read: () => Value, otherwise: Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof PydockError) return otherwise;
    throw error;
  }
}
