import { optionReaders, type PlaceOf, type Read, refuseUnknown } from './options';
import type { Healthcheck } from './service';
import { parseDuration } from './units';

/** Asked every 300 ms while a service starts, so that it is known to be ready as soon as it is. */
export const defaultStartInterval = 300;

const known = ['disable', 'test', 'interval', 'timeout', 'startPeriod', 'startInterval', 'retries'];

/** Reads the `healthcheck` option; false switches the image's own check off, true leaves it as it is. */
export function resolveHealthcheck(value: unknown, place: PlaceOf): Healthcheck {
  const read = optionReaders(place);
  const given: Readonly<Record<string, unknown>> =
    typeof value === 'boolean'
      ? { disable: !value }
      : read.record(value ?? {}, 'healthcheck', ', or false for no health check');
  refuseUnknown(given, known, place, 'healthcheck.');
  const optional = <Value>(name: string, reader: Read<Value>): Value | null =>
    given[name] === undefined || given[name] === null ? null : reader(given[name], `healthcheck.${name}`);
  const duration = (name: string) => optional(name, (each, option) => parseDuration(each, place(option)));
  const test = optional('test', testReader(read));
  return {
    disable: optional('disable', read.flag) ?? (Array.isArray(test) && test[0] === 'NONE'),
    test,
    interval: duration('interval'),
    timeout: duration('timeout'),
    startPeriod: duration('startPeriod'),
    startInterval: duration('startInterval') ?? defaultStartInterval,
    retries: optional('retries', read.count()),
  };
}

// A text is a shell command; of a list Compose wants to know in its first word what it is.
const testReader = (read: ReturnType<typeof optionReaders>) => (value: unknown, option: string) => {
  const test = read.command(value, option);
  if (Array.isArray(test) && !['CMD', 'CMD-SHELL', 'NONE'].includes(test[0] ?? ''))
    throw read.fail(
      value,
      option,
      'a shell command, or a list that starts with "CMD", "CMD-SHELL" or "NONE"',
    );
  return test;
};
