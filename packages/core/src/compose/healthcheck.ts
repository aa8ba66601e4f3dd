import { optionReaders, type PlaceOf, refuseUnknown } from './options';
import type { Healthcheck } from './service';
import { parseDuration } from './units';

/** Asked every 300 ms while a service starts, so that it is known to be ready as soon as it is. */
export const defaultStartInterval = 300;

/** Reads the `healthcheck` option; false switches the image's own check off. */
export function resolveHealthcheck(value: unknown, place: PlaceOf): Healthcheck {
  const read = optionReaders(place);
  const options =
    value === undefined || value === null
      ? {}
      : value === false
        ? { disable: true }
        : read.record(value, 'healthcheck');
  const known = ['disable', 'test', 'interval', 'timeout', 'startPeriod', 'startInterval', 'retries'];
  refuseUnknown(options, known, place, 'healthcheck.');
  const given = options as Record<string, unknown>;
  const duration = (name: string) =>
    given[name] == null ? null : parseDuration(given[name], place(`healthcheck.${name}`));
  return {
    disable: given['disable'] == null ? false : read.flag(given['disable'], 'healthcheck.disable'),
    test: given['test'] == null ? null : read.textOrList(given['test'], 'healthcheck.test'),
    interval: duration('interval'),
    timeout: duration('timeout'),
    startPeriod: duration('startPeriod'),
    startInterval: duration('startInterval') ?? defaultStartInterval,
    retries: given['retries'] == null ? null : read.count(given['retries'], 'healthcheck.retries'),
  };
}
