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
}

/** The image label that carries the fingerprint. */
export const fingerprintLabel = 'dev.pydock.fingerprint';

/** The image label that carries the tag: images that lost their tag to a later build are known by it. */
export const imageLabel = 'dev.pydock.image';

/**
 * The fingerprint of a build, `sha256:` and 64 hex digits, over every byte, mode and link that the build can see.
 * Times are not part of it: touching a file changes nothing.
 */
export function fingerprint(entries: readonly HashedEntry[], inputs: FingerprintInputs): string {
  const { put, digest } = fieldHash();
  put('pydock fingerprint 1', inputs.dockerfile, inputs.ignoreFile === null ? 0 : 1, inputs.ignoreFile ?? '');
  put(inputs.target ?? '', inputs.platform ?? '');
  for (const [name, value] of sorted(inputs.args)) put('arg', name, value);
  for (const [name, id] of sorted(inputs.baseImages)) put('base', name, id ?? '');
  const ordered = [...entries].sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const { path, kind, mode, link, sha256 } of ordered) put(kind, path, mode, link, sha256);
  return `sha256:${digest()}`;
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
