import type { Place } from '../errors';
import { optionElsewhere, optionInvalid, optionUnknown } from '../messages/options';
import { nearest } from '../nearest';

/** Says where an option stands, by its path below the target's options: `ports[0]`. */
export type PlaceOf = (option: string) => Place;

/** Reads one option's value, or throws a PydockError that names its place. */
export type Read<Value> = (value: unknown, option: string) => Value;

/** Readers of the plain kinds of values, each with the place of its faults. */
export function optionReaders(place: PlaceOf) {
  const fail = (value: unknown, option: string, expected: string) =>
    optionInvalid(value, expected, place(option));
  const text: Read<string> = (value, option) => {
    if (typeof value !== 'string' || value.trim() === '')
      throw fail(value, option, 'a text that is not empty');
    return value;
  };
  const flag: Read<boolean> = (value, option) => {
    if (typeof value !== 'boolean') throw fail(value, option, 'true or false');
    return value;
  };
  const number =
    (fits: (number: number) => boolean, expected: string): Read<number> =>
    (value, option) => {
      const isDecimal = typeof value === 'string' && /^\d+(\.\d+)?$/.test(value);
      const given = isDecimal ? Number(value) : value;
      if (typeof given !== 'number' || !fits(given)) throw fail(value, option, expected);
      return given;
    };
  const positive = (or = '') => number((given) => given > 0 && given < Infinity, `a number above zero${or}`);
  const count = (or = '') =>
    number((given) => given > 0 && Number.isSafeInteger(given), `a whole number above zero${or}`);
  const oneOf =
    (pattern: RegExp, expected: string): Read<string> =>
    (value, option) => {
      if (typeof value !== 'string' || !pattern.test(value)) throw fail(value, option, expected);
      return value;
    };
  const list =
    <Value>(each: Read<Value>): Read<Value[]> =>
    (value, option) => {
      if (!Array.isArray(value)) throw fail(value, option, 'a list');
      return value.map((item: unknown, index) => each(item, `${option}[${index}]`));
    };
  const textOrList: Read<string | string[]> = (value, option) => {
    if (Array.isArray(value)) return list(text)(value, option);
    if (typeof value !== 'string') throw fail(value, option, 'a text or a list of texts');
    return text(value, option);
  };
  const record = (value: unknown, option: string, or = ''): Record<string, unknown> => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw fail(value, option, `an object of names and values${or}`);
    return value as Record<string, unknown>;
  };
  return { text, flag, positive, count, oneOf, list, textOrList, command: commandReader(fail), record, fail };
}

type Fail = (value: unknown, option: string, expected: string) => Error;

// A command line, or its words, of which there is at least one; a word may be empty.
const commandReader =
  (fail: Fail): Read<string | string[]> =>
  (value, option) => {
    const words: unknown[] = Array.isArray(value) ? value : [value];
    const first = words[0];
    if (typeof first !== 'string' || first.trim() === '')
      throw fail(value, option, 'a text or a list of texts that is not empty');
    const wrong = words.findIndex((word) => typeof word !== 'string');
    if (wrong !== -1) throw fail(words[wrong], `${option}[${wrong}]`, 'a text');
    return Array.isArray(value) ? (words as string[]) : first;
  };

/** The options of a target: JSON may have null where there are none. */
export const optionsOf = (options: unknown, place: PlaceOf): Readonly<Record<string, unknown>> =>
  optionReaders(place).record(options ?? {}, '');

/** Refuses an option that is not among the known ones; it may be one of another target. */
export function refuseUnknown(
  given: object,
  known: readonly string[],
  place: PlaceOf,
  prefix = '',
  other?: { readonly target: string; readonly names: readonly string[] },
): void {
  for (const name of Object.keys(given)) {
    if (known.includes(name)) continue;
    const at = place(`${prefix}${name}`);
    throw other?.names.includes(name)
      ? optionElsewhere(name, other.target, at)
      : optionUnknown(name, nearest(name, known), at);
  }
}
