import type { Place } from '../errors';
import { durationInvalid, sizeInvalid } from '../messages/options';

const sizeUnits: Readonly<Record<string, number>> = { b: 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40 };

/** The engine refuses to run a container with a smaller memory limit. */
const smallestMemory = 6 * 2 ** 20;

/**
 * Reads Compose's byte values: `512m`, `1.5gb`, or bytes as a number.
 * @returns bytes
 * @throws PydockError PYDOCK_SIZE_INVALID
 */
export function parseSize(value: unknown, place: Place): number {
  const match = /^(\d+(?:\.\d+)?)\s*([bkmgt])?(?:(?<=[kmgt])i?b)?$/i.exec(String(value));
  if (!['string', 'number'].includes(typeof value) || !match?.[1]) throw sizeInvalid(value, place);
  const bytes = Math.floor(Number(match[1]) * (sizeUnits[(match[2] ?? 'b').toLowerCase()] ?? 1));
  if (!Number.isSafeInteger(bytes) || bytes < 1) throw sizeInvalid(value, place);
  return bytes;
}

/**
 * Reads a memory limit, which has a lower bound.
 * @returns bytes
 * @throws PydockError PYDOCK_SIZE_INVALID
 */
export function parseMemory(value: unknown, place: Place): number {
  const bytes = parseSize(value, place);
  if (bytes < smallestMemory)
    throw sizeInvalid(value, place, `that is ${formatSize(bytes)}, and no container can have less than 6m`);
  return bytes;
}

/** Bytes in the largest unit that divides them: 536870912 is `512m`. */
export function formatSize(bytes: number): string {
  const unit = ['t', 'g', 'm', 'k'].find((each) => bytes % (sizeUnits[each] ?? 1) === 0);
  return unit ? `${bytes / (sizeUnits[unit] ?? 1)}${unit}` : `${bytes}b`;
}

const durationUnits: Readonly<Record<string, number>> = {
  us: 0.001,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** Nanoseconds in 64 bits, as Compose counts them, end here. */
const longestDuration = 9e12;

/**
 * Reads Compose's durations: `1m30s`, `500ms`; a bare number is seconds.
 * @returns milliseconds, to the microsecond
 * @throws PydockError PYDOCK_OPTION_INVALID
 */
export function parseDuration(value: unknown, place: Place): number {
  const raw = rawDuration(value);
  // The engine checks nothing more often than once a millisecond; 0 leaves it to the image.
  if (raw !== 0 && !(raw >= 1 && raw <= longestDuration)) throw durationInvalid(value, place);
  return Math.round(raw * 1000) / 1000;
}

function rawDuration(value: unknown): number {
  if (typeof value === 'number') return value * 1000;
  if (typeof value !== 'string' || !/^(\d+(\.\d+)?(us|ms|s|m|h))+$/.test(value)) return NaN;
  const parts = [...value.matchAll(/(\d+(?:\.\d+)?)(us|ms|s|m|h)/g)];
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (durationUnits[unit ?? 's'] ?? 1), 0);
}

/** Milliseconds as Compose writes them: `1m30s`, `500ms`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds % 1000 !== 0) return `${milliseconds}ms`;
  const seconds = milliseconds / 1000;
  const [hours, minutes, rest] = [
    Math.floor(seconds / 3600),
    Math.floor((seconds % 3600) / 60),
    seconds % 60,
  ];
  const parts = [hours && `${hours}h`, minutes && `${minutes}m`, rest && `${rest}s`].filter(Boolean);
  return parts.join('') || '0s';
}
