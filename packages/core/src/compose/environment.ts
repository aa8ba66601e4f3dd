import { optionReaders, type PlaceOf } from './options';

/** Reads an object of names and values, or Compose's list of NAME=value. */
export function environmentReader(place: PlaceOf) {
  const read = optionReaders(place);
  return (value: unknown, option: string): Record<string, string | null> => {
    if (Array.isArray(value)) {
      const entries = read
        .list(read.text)(value, option)
        .map((line): [string, string | null] => {
          const at = line.indexOf('=');
          return at === -1 ? [line, null] : [line.slice(0, at), line.slice(at + 1)];
        });
      return Object.fromEntries(entries);
    }
    const entries = Object.entries(read.record(value, option)).map(
      ([name, each]): [string, string | null] => {
        if (each === null) return [name, null];
        if (!['string', 'number', 'boolean'].includes(typeof each))
          throw read.fail(each, `${option}.${name}`, 'a text, a number, true, false or null');
        return [name, String(each)];
      },
    );
    return Object.fromEntries(entries);
  };
}
