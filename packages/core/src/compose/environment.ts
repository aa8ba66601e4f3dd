import { optionReaders, type PlaceOf, type Read } from './options';

/** Reads an object of names and values, or Compose's list of NAME=value. */
export function environmentReader(place: PlaceOf) {
  const read = optionReaders(place);
  const line = (given: unknown, option: string): [string, string | null] => {
    const text = read.text(given, option);
    const at = text.indexOf('=');
    const name = plainName(at === -1 ? text : text.slice(0, at), option, read.fail);
    return [name, at === -1 ? null : text.slice(at + 1)];
  };
  return (value: unknown, option: string): Record<string, string | null> => {
    if (Array.isArray(value)) return Object.fromEntries(read.list(line)(value, option));
    const given = read.record(value, option, ', or a list of NAME=value');
    return named(given, option, read.fail, (each, path) =>
      each === null ? null : plainText(each, path, read.fail),
    );
  };
}

/** Reads an object of names and plain values: the arguments of a build. */
export function argumentsReader(place: PlaceOf) {
  const read = optionReaders(place);
  return (value: unknown, option: string): Record<string, string> =>
    named(read.record(value, option), option, read.fail, (each, path) => plainText(each, path, read.fail));
}

type Fail = ReturnType<typeof optionReaders>['fail'];

function named<Value>(
  given: Record<string, unknown>,
  option: string,
  fail: Fail,
  read: Read<Value>,
): Record<string, Value> {
  const entries = Object.entries(given).map(([name, each]): [string, Value] => {
    const path = `${option}.${name}`;
    return [plainName(name, path, fail), read(each, path)];
  });
  return Object.fromEntries(entries);
}

function plainName(name: string, option: string, fail: Fail): string {
  if (!/^[^\s=]+$/.test(name)) throw fail(name, option, 'a name without "=" and without spaces');
  return name;
}

function plainText(value: unknown, option: string, fail: Fail): string {
  if (!['string', 'number', 'boolean'].includes(typeof value))
    throw fail(value, option, 'a text, a number, true or false');
  return String(value);
}
