import { createHash } from 'node:crypto';
import type { ContextEntry } from './select';

/** A context entry with the SHA-256 of its bytes, hex; empty for directories and links. */
export interface HashedEntry extends ContextEntry {
  readonly sha256: string;
}

/** Everything else that decides what a build makes. */
export interface FingerprintInputs {
  readonly dockerfile: string;
  readonly ignoreFile: string | null;
  readonly args: Readonly<Record<string, string>>;
  readonly target: string | null;
  readonly platform: string | null;
  /** Image ID by base image name; null where the engine does not have it yet. */
  readonly baseImages: Readonly<Record<string, string | null>>;
  /** Where each stated secret comes from, by id: its file or its variables, never its value. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Addresses by host name that the steps find. */
  readonly extraHosts: Readonly<Record<string, string>>;
}

/** The image label that carries the fingerprint. */
export const fingerprintLabel = 'dev.pydock.fingerprint';

/** The image label that carries the tag: images that lost their tag to a later build are known by it. */
export const imageLabel = 'dev.pydock.image';

// Tells fingerprints apart that are not made alike.
const scheme = 'v2:sha256:';

/** Whether a fingerprint was made as this version makes them. */
export const isOurScheme = (fingerprint: string): boolean => fingerprint.startsWith(scheme);

/**
 * The fingerprint of a build, `v2:sha256:` and 64 hex digits, over every byte, mode and link that the build can see.
 * Times are not part of it: touching a file changes nothing.
 */
export function fingerprint(entries: readonly HashedEntry[], inputs: FingerprintInputs): string {
  const { put, digest } = fieldHash();
  put('pydock fingerprint 2', inputs.dockerfile, inputs.ignoreFile === null ? 0 : 1, inputs.ignoreFile ?? '');
  put(inputs.target ?? '', inputs.platform ?? '');
  for (const [name, value] of sorted(inputs.args)) put('arg', name, value);
  for (const [name, id] of sorted(inputs.baseImages)) put('base', name, id ?? '');
  for (const [id, place] of sorted(inputs.secrets)) put('secret', id, place);
  for (const [host, address] of sorted(inputs.extraHosts)) put('host', host, address);
  const ordered = [...entries].sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const { path, kind, mode, link, sha256 } of ordered) put(kind, path, mode, link, sha256);
  return `${scheme}${digest()}`;
}

// Lengths delimit the fields, so that no two inputs read the same. A few large pieces are hashed faster than many small ones.
function fieldHash() {
  const hash = createHash('sha256');
  let piece = '';
  const put = (...fields: (string | number)[]) => {
    for (const field of fields) piece += `${Buffer.byteLength(String(field))}:${field}\n`;
    if (piece.length < 1 << 16) return;
    hash.update(piece);
    piece = '';
  };
  return { put, digest: () => hash.update(piece).digest('hex') };
}

const sorted = <Value>(record: Readonly<Record<string, Value>>) =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
