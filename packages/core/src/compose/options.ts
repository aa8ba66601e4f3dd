import type { Place } from '../errors';
import { optionInvalid, optionUnknown } from '../messages/options';
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
    if (typeof value !== 'string' || value === '') throw fail(value, option, 'a text');
    return value;
  };
  const flag: Read<boolean> = (value, option) => {
    if (typeof value !== 'boolean') throw fail(value, option, 'true or false');
    return value;
  };
  const positive: Read<number> = (value, option) => {
    const number = typeof value === 'string' && value.trim() ? Number(value) : value;
    if (typeof number !== 'number' || !(number > 0) || !Number.isFinite(number))
      throw fail(value, option, 'a number above zero');
    return number;
  };
  const count: Read<number> = (value, option) => {
    if (!Number.isInteger(positive(value, option))) throw fail(value, option, 'a whole number above zero');
    return Number(value);
  };
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
  const textOrList: Read<string | string[]> = (value, option) =>
    Array.isArray(value) ? list(text)(value, option) : text(value, option);
  const record: Read<Record<string, unknown>> = (value, option) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw fail(value, option, 'an object of names and values');
    return value as Record<string, unknown>;
  };
  return { fail, text, flag, positive, count, oneOf, list, textOrList, record };
}

/** Refuses an option that is not among the known ones. */
export function refuseUnknown(given: object, known: readonly string[], place: PlaceOf, prefix = ''): void {
  for (const name of Object.keys(given)) {
    if (!known.includes(name)) throw optionUnknown(name, nearest(name, known), place(`${prefix}${name}`));
  }
}
