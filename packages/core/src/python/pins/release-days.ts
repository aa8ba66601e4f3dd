import { parse } from 'smol-toml';
import { isTable } from '../manifest-values';
import { normaliseName } from '../pep508';
import { textOf } from '../lock-file';
import type { Pin } from './pins';

/** A release and the day, in UTC, on which its first file was uploaded: `2021-05-21`. */
export interface Release {
  readonly name: string;
  readonly version: string;
  readonly day: string;
}

/** When pinned packages were released, as far as their index tells. */
export interface ReleaseDays {
  /** The last of them; null where there is none. Before its day not all of them were there. */
  readonly newest: Release | null;
  /** The names of those that the index gives no upload time for. */
  readonly untold: readonly string[];
}

/**
 * Reads the days from what uv resolves the pins to.
 * @param pylock a pylock.toml
 */
export function releaseDays(pylock: string, pins: readonly Pin[]): ReleaseDays {
  const packages: unknown = parse(pylock)['packages'];
  const entries = Array.isArray(packages) ? (packages as unknown[]).filter(isTable) : [];
  const releases = pins.flatMap(({ name, version }) => {
    const entry = entries.find((each) => normaliseName(textOf(each['name'])) === name);
    const times = entry ? uploadTimes(entry) : [];
    const day = times.length > 0 ? new Date(Math.min(...times)).toISOString().slice(0, 10) : null;
    return entry ? [{ name, version, day }] : [];
  });
  const told = releases.flatMap(({ day, ...rest }): Release[] => (day === null ? [] : [{ ...rest, day }]));
  return {
    newest: told.reduce<Release | null>((last, each) => (last && last.day >= each.day ? last : each), null),
    untold: releases.filter(({ day }) => day === null).map(({ name }) => name),
  };
}

function uploadTimes(entry: Record<string, unknown>): number[] {
  const wheels = Array.isArray(entry['wheels']) ? (entry['wheels'] as unknown[]) : [];
  return [...wheels, entry['sdist']].flatMap((file) => {
    const time = isTable(file) ? file['upload-time'] : undefined;
    return time instanceof Date && !Number.isNaN(time.getTime()) ? [time.getTime()] : [];
  });
}
