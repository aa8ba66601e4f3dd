import { optionReaders, type PlaceOf } from './options';

/** Reads an object of names and values, or Compose's list of NAME=value. */
export function environmentReader(place: PlaceOf) {
  const read = optionReaders(place);
  const named = (name: string, value: string | null, option: string): [string, string | null] => {
    if (!/^[^\s=]+$/.test(name)) throw read.fail(name, option, 'a name without "=" and without spaces');
    return [name, value];
  };
  const line = (given: unknown, option: string) => {
    const text = read.text(given, option);
    const at = text.indexOf('=');
    return at === -1 ? named(text, null, option) : named(text.slice(0, at), text.slice(at + 1), option);
  };
  return (value: unknown, option: string): Record<string, string | null> => {
    if (Array.isArray(value)) return Object.fromEntries(read.list(line)(value, option));
    const given = read.record(value, option, ', or a list of NAME=value');
    return Object.fromEntries(
      Object.entries(given).map(([name, each]) => {
        const path = `${option}.${name}`;
        return named(name, each === null ? null : plainText(each, path, read.fail), path);
      }),
    );
  };
}

/** Reads an object of names and plain values: the arguments of a build. */
export function argumentsReader(place: PlaceOf) {
  const read = optionReaders(place);
  return (value: unknown, option: string): Record<string, string> =>
    Object.fromEntries(
      Object.entries(read.record(value, option)).map(([name, each]) => [
        name,
        plainText(each, `${option}.${name}`, read.fail),
      ]),
    );
}

function plainText(value: unknown, option: string, fail: ReturnType<typeof optionReaders>['fail']): string {
  if (!['string', 'number', 'boolean'].includes(typeof value))
    throw fail(value, option, 'a text, a number, true or false');
  return String(value);
}
