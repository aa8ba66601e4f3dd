import type { Place } from '../errors';
import { durationInvalid, sizeInvalid } from '../messages/options';

const sizeUnits: Readonly<Record<string, number>> = { b: 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40 };

/**
 * Reads Compose's byte values: `512m`, `1.5gb`, or bytes as a number.
 * @returns bytes
 * @throws PydockError PYDOCK_SIZE_INVALID
 */
export function parseSize(value: unknown, place: Place): number {
  const match = /^(\d+(?:\.\d+)?)\s*([bkmgt])?(?:(?<=[kmgt])i?b)?$/i.exec(String(value));
  if (!['string', 'number'].includes(typeof value) || !match?.[1]) throw sizeInvalid(value, place);
  const bytes = Number(match[1]) * (sizeUnits[(match[2] ?? 'b').toLowerCase()] ?? 1);
  if (!Number.isSafeInteger(Math.floor(bytes)) || bytes < 1) throw sizeInvalid(value, place);
  return Math.floor(bytes);
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

/**
 * Reads Compose's durations: `1m30s`, `500ms`; a bare number is seconds.
 * @returns milliseconds
 * @throws PydockError PYDOCK_OPTION_INVALID
 */
export function parseDuration(value: unknown, place: Place): number {
  if (typeof value === 'number' && value >= 0) return value * 1000;
  if (typeof value !== 'string' || !/^(\d+(\.\d+)?(us|ms|s|m|h))+$/.test(value))
    throw durationInvalid(value, place);
  let total = 0;
  for (const [, amount, unit] of value.matchAll(/(\d+(?:\.\d+)?)(us|ms|s|m|h)/g))
    total += Number(amount) * (durationUnits[unit ?? 's'] ?? 1);
  return total;
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
