import { posix } from 'node:path';
import type { Place } from '../errors';
import { volumeInvalid } from '../messages/options';

/** A named volume or a host path mounted into a container. */
export type VolumeMount = NamedVolumeMount | BindMount;

/** A volume of the Compose project, made when it is first needed and kept by docker-down. */
export interface NamedVolumeMount {
  readonly kind: 'volume';
  /** Its name within the Compose project; null for an anonymous one. */
  readonly name: string | null;
  readonly target: string;
  readonly readOnly: boolean;
}

/** A file or directory of the host. */
export interface BindMount {
  readonly kind: 'bind';
  /** Relative to the workspace root with `/`, or absolute. */
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
}

/**
 * Reads Compose's short volume syntax. `./conf` and `../shared` are relative to the project, as in a compose file
 * beside it; any other path with a `/` is relative to the workspace root, as Nx's `{workspaceRoot}/conf` becomes.
 * @throws PydockError PYDOCK_VOLUME_INVALID
 */
export function parseVolumeMount(value: unknown, root: string, place: Place): VolumeMount {
  if (typeof value !== 'string' || value === '') throw volumeInvalid(value, 'it is not a text', place);
  const parts = splitVolume(value);
  const [source, target, mode] = parts.length === 1 ? [null, parts[0] ?? '', undefined] : parts;
  if (parts.length > 3) throw volumeInvalid(value, 'it has more than three parts', place);
  if (!target?.startsWith('/'))
    throw volumeInvalid(value, 'the path in the container is not absolute', place);
  if (target === '/' || target.split('/').includes('..'))
    throw volumeInvalid(value, 'that is no directory of the container to mount on', place);
  const readOnly = readMode(mode, value, place);
  const path = posix.normalize(target).replace(/\/$/, '');
  if (source === null) return { kind: 'volume', name: null, target: path, readOnly };
  if (!isPath(source ?? ''))
    return { kind: 'volume', name: volumeName(source ?? '', value, place), target: path, readOnly };
  return { kind: 'bind', source: hostPath(source ?? '', root), target: path, readOnly };
}

// A Windows drive keeps its colon, but "v:/data" is the volume v: docker compose reads it as a drive.
function splitVolume(value: string): string[] {
  const drive = /^[A-Za-z]:\\/.exec(value);
  const rest = value.slice(drive?.[0].length ?? 0).split(':');
  return drive ? [drive[0] + (rest[0] ?? ''), ...rest.slice(1)] : rest;
}

const isPath = (source: string) => /[/\\]/.test(source) || ['.', '..', '~'].includes(source);

function hostPath(source: string, root: string): string {
  if (/^([A-Za-z]:\\|\/|~)/.test(source)) return source;
  const relative = /^\.\.?(\/|$)/.test(source) ? posix.join(root, source) : posix.normalize(source);
  return relative.replace(/(.)\/$/, '$1');
}

function volumeName(source: string, value: unknown, place: Place): string {
  if (!/^[A-Za-z0-9][\w.-]*$/.test(source))
    throw volumeInvalid(value, `"${source}" is no volume name: letters, digits, "_", "." and "-"`, place);
  return source;
}

function readMode(mode: string | undefined, value: unknown, place: Place): boolean {
  if (mode === undefined || mode === 'rw') return false;
  if (mode === 'ro') return true;
  throw volumeInvalid(value, `the mode "${mode}" is neither ro nor rw`, place);
}

/** The mount as Compose's long syntax has it; a missing host path is an error there, not an empty directory. */
export function volumeMountYaml(mount: VolumeMount): Record<string, unknown> {
  const readOnly = mount.readOnly ? { read_only: true } : {};
  if (mount.kind === 'bind')
    return {
      type: 'bind',
      source: /^(\/|~|[A-Za-z]:)/.test(mount.source) ? mount.source : relativeSource(mount.source),
      target: mount.target,
      ...readOnly,
      bind: { create_host_path: false },
    };
  return {
    type: 'volume',
    ...(mount.name !== null && { source: mount.name }),
    target: mount.target,
    ...readOnly,
  };
}

const relativeSource = (source: string) =>
  source.startsWith('..') ? source : source === '.' ? '.' : `./${source}`;
