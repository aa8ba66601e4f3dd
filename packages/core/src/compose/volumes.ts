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
  if (typeof value !== 'string')
    throw volumeInvalid(value, 'it must be a text; the long syntax goes under "compose"', place);
  const parts = splitVolume(value);
  if (parts.length > 3) throw volumeInvalid(value, 'it has more than three parts', place);
  const [source, container = '', mode] = parts.length === 1 ? [undefined, parts[0]] : parts;
  const target = mountPoint(container, value, place);
  const readOnly = readMode(mode, value, place);
  if (source === undefined) return { kind: 'volume', name: null, target, readOnly };
  return isPath(source)
    ? { kind: 'bind', source: hostPath(source, root), target, readOnly }
    : { kind: 'volume', name: volumeName(source, value, place), target, readOnly };
}

/**
 * Refuses two mounts on one directory: the engine would.
 * @throws PydockError PYDOCK_VOLUME_INVALID
 */
export function refuseSameTargets(mounts: readonly VolumeMount[], place: (option: string) => Place): void {
  for (const [index, { target }] of mounts.entries()) {
    const first = mounts.findIndex((each) => each.target === target);
    if (first < index)
      throw volumeInvalid(target, `volumes[${first}] is mounted there already`, place(`volumes[${index}]`));
  }
}

// A drive keeps its colon: `C:\x:/y` and `C:/x:/y`. But `v:/data` and `v:/data:ro` mount the volume v.
function splitVolume(value: string): string[] {
  const drive = /^[A-Za-z]:(?:\\|(?=\/[^:]*:\/))/.exec(value)?.[0] ?? '';
  const [first = '', ...rest] = value.slice(drive.length).split(':');
  return [drive + first, ...rest];
}

function mountPoint(target: string, value: string, place: Place): string {
  if (!target.startsWith('/')) throw volumeInvalid(value, 'the path in the container is not absolute', place);
  const path = posix.normalize(target).replace(/\/$/, '');
  if (path === '' || target.split('/').includes('..'))
    throw volumeInvalid(value, 'that is no directory of the container to mount on', place);
  return path;
}

const isPath = (source: string) => /[/\\]/.test(source) || ['.', '..', '~'].includes(source);

// From the root of a host, Windows' drives and shares included, or from the user's home.
const isAbsolute = (source: string) => /^(\/|~|\\\\|[A-Za-z]:[\\/])/.test(source);

function hostPath(source: string, root: string): string {
  if (isAbsolute(source)) return source.startsWith('/') ? withoutSlash(posix.normalize(source)) : source;
  const path = source.replaceAll('\\', '/');
  return withoutSlash(/^\.\.?(\/|$)/.test(path) ? posix.join(root, path) : posix.normalize(path));
}

const withoutSlash = (path: string) => path.replace(/(.)\/$/, '$1');

function volumeName(source: string, value: string, place: Place): string {
  if (!/^[A-Za-z0-9][\w.-]*$/.test(source))
    throw volumeInvalid(value, `"${source}" is no volume name: letters, digits, "_", "." and "-"`, place);
  return source;
}

function readMode(mode: string | undefined, value: string, place: Place): boolean {
  if (mode === undefined || mode === 'rw') return false;
  if (mode === 'ro') return true;
  throw volumeInvalid(value, `the mode "${mode}" is neither ro nor rw; others go under "compose"`, place);
}

/** The mount as Compose's long syntax has it; a missing host path is an error there, not an empty directory. */
export function volumeMountYaml(mount: VolumeMount): Record<string, unknown> {
  const readOnly = mount.readOnly ? { read_only: true } : {};
  if (mount.kind === 'bind')
    return {
      type: 'bind',
      source: isAbsolute(mount.source) ? mount.source : relativePath(mount.source),
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

/** A path as Compose knows it for one. The part before the first `/` decides: a directory may be called `..data`. */
export const relativePath = (path: string): string => (/^(\/|\.\.?(\/|$))/.test(path) ? path : `./${path}`);
