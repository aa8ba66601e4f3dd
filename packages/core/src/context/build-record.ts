import { createHash } from 'node:crypto';
import type { FingerprintInputs, HashedEntry } from './fingerprint';

/** What an image was last built from, kept to say what changed since. Of values there are digests alone. */
export interface BuildRecord extends FingerprintInputs {
  readonly fingerprint: string;
  /** Kind, mode and a digest by path. */
  readonly entries: Readonly<Record<string, string>>;
}

/** The record of a build. */
export function buildRecord(
  fingerprint: string,
  entries: readonly HashedEntry[],
  inputs: FingerprintInputs,
): BuildRecord {
  return {
    fingerprint,
    dockerfile: digest(inputs.dockerfile),
    ignoreFile: inputs.ignoreFile === null ? null : digest(inputs.ignoreFile),
    args: mapped(inputs.args, digest),
    target: inputs.target,
    platform: inputs.platform,
    baseImages: inputs.baseImages,
    secrets: inputs.secrets,
    extraHosts: inputs.extraHosts,
    entries: Object.fromEntries(entries.map((entry) => [entry.path, recorded(entry)])),
  };
}

/** The record in a file's text; null where there is none that can be read. */
export function readBuildRecord(text: string | null): BuildRecord | null {
  try {
    const value = JSON.parse(text ?? '') as Partial<BuildRecord> | null;
    const maps = [value?.args, value?.baseImages, value?.secrets, value?.extraHosts, value?.entries];
    const isWhole = maps.every((map) => typeof map === 'object' && map !== null);
    return isWhole && typeof value?.fingerprint === 'string' ? (value as BuildRecord) : null;
  } catch {
    return null;
  }
}

const shown = 3;

/**
 * What differs between what an image was built from and what it would be built from now, in words:
 * `src/app.py changed, src/new.py is new and 3 more`. Empty where nothing does.
 */
export function changesSince(before: BuildRecord, now: BuildRecord): string {
  const changes = [
    ...(before.dockerfile === now.dockerfile ? [] : ['Dockerfile changed']),
    ...(before.ignoreFile === now.ignoreFile ? [] : ['ignore file changed']),
    ...(before.target === now.target ? [] : ['target changed']),
    ...(before.platform === now.platform ? [] : ['platform changed']),
    ...differing(before.args, now.args).map((name) => `argument ${name} changed`),
    ...differing(before.baseImages, now.baseImages).map((name) => `base image ${name} changed`),
    ...differing(before.secrets, now.secrets).map((id) => `secret ${id} is another`),
    ...differing(before.extraHosts, now.extraHosts).map((host) => `address of ${host} changed`),
    ...changedEntries(before.entries, now.entries),
  ];
  const rest = changes.length - shown;
  // One more is told rather than counted.
  if (rest <= 1) return listed(changes);
  return `${changes.slice(0, shown).join(', ')} and ${rest} more`;
}

const listed = (changes: readonly string[]) =>
  changes.length < 2 ? changes.join('') : `${changes.slice(0, -1).join(', ')} and ${changes.at(-1) ?? ''}`;

function changedEntries(before: BuildRecord['entries'], now: BuildRecord['entries']): string[] {
  const [old, fresh] = [mapOf(before), mapOf(now)];
  const paths = differing(before, now);
  // What changed in a directory says more than that the directory came or went.
  const parents = new Set(paths.map((path) => path.slice(0, Math.max(path.lastIndexOf('/'), 0))));
  return paths
    .filter((path) => !parents.has(path) || (old.has(path) && fresh.has(path)))
    .map((path) => entryChange(path, old.get(path), fresh.get(path)));
}

function entryChange(path: string, before: string | undefined, now: string | undefined): string {
  if (before === undefined) return `${path} is new`;
  if (now === undefined) return `${path} is gone`;
  const [kind, , content] = before.split(' ');
  const [newKind, , newContent] = now.split(' ');
  if (kind !== newKind) return `${path} is a ${newKind ?? ''} now`;
  if (content !== newContent) return kind === 'link' ? `${path} points elsewhere` : `${path} changed`;
  return `mode of ${path} changed`;
}

const recorded = ({ kind, mode, link, sha256 }: HashedEntry) =>
  `${kind} ${mode.toString(8)} ${kind === 'link' ? digest(link) : sha256.slice(0, digits)}`;

// Enough to tell two versions of one thing apart.
const digits = 16;
const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, digits);

const mapped = (record: Readonly<Record<string, string>>, map: (value: string) => string) =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));

function differing(
  before: Readonly<Record<string, unknown>>,
  now: Readonly<Record<string, unknown>>,
): string[] {
  const [old, fresh] = [mapOf(before), mapOf(now)];
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .filter((name) => old.get(name) !== fresh.get(name))
    .sort();
}

// A name may be one that every object has.
const mapOf = <Value>(record: Readonly<Record<string, Value>>) => new Map(Object.entries(record));
