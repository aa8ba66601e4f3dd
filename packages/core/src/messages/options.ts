import { type Place, PydockError } from '../errors';

/** The page of the options, as it is installed with the plugin. */
const optionsPage = 'node_modules/pydock/docs/options.md';

// A value as it stands in JSON, on one line and not all of a long one.
function shown(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

export const portInvalid = (value: unknown, why: string, place: Place) =>
  new PydockError({
    code: 'PYDOCK_PORT_INVALID',
    what: `${shown(value)} is not a port mapping`,
    why,
    todo: [
      'write it as one of',
      '"8000:8000"            host port : container port, on 127.0.0.1',
      '"0.0.0.0:8000:8000"    on every address of the host',
      '"127.0.0.1::8000"      any free host port; "8000" alone does the same',
      '"8000-8005:8000-8005"  a range',
      '"5353:53/udp"          UDP',
    ].join('\n'),
    place,
  });

export const hostPortInvalid = (value: unknown, place: Place) =>
  new PydockError({
    code: 'PYDOCK_PORT_INVALID',
    what: `${shown(value)} can't be a host port`,
    why: 'a port is a whole number from 1 to 65535',
    todo: 'give another one, or leave the option out: the first port from 8000 that is free is taken then',
    place,
  });

export const volumeInvalid = (value: unknown, why: string, place: Place) =>
  new PydockError({
    code: 'PYDOCK_VOLUME_INVALID',
    what: `${shown(value)} is not a volume`,
    why,
    todo: [
      'write it as one of',
      '"data:/var/lib/app"         the named volume data',
      '"./conf:/etc/app:ro"        a path relative to the project, read only',
      '"/srv/shared:/srv/shared"   a path of the host',
      '"/var/cache/app"            an anonymous volume',
    ].join('\n'),
    place,
  });

export const volumeTargetUnsafe = (target: string, place: Place) =>
  new PydockError({
    code: 'PYDOCK_VOLUME_INVALID',
    what: `a volume can't be mounted on ${shown(target)}`,
    why: 'the Dockerfile makes that directory by a shell command (VOLUME_DIRS), which would take spaces and characters such as "$", "*" and ";" for its own',
    todo: 'mount it on a path of letters, digits, "/", ".", "_" and "-"; or make the directory by a line of your own, and take ARG VOLUME_DIRS out of the Dockerfile',
    place,
  });

const sizeExpected = 'it must be a number above zero with one of the units b, k, m, g (or kb, mb, gb)';

export const sizeInvalid = (value: unknown, place: Place, why = sizeExpected) =>
  new PydockError({
    code: 'PYDOCK_SIZE_INVALID',
    what: `${shown(value)} can't be a memory limit`,
    why,
    todo: 'write it as "512m", "1.5g" or 536870912 (bytes); false removes the limit',
    place,
  });

export const durationInvalid = (value: unknown, place: Place) =>
  new PydockError({
    code: 'PYDOCK_OPTION_INVALID',
    what: `${shown(value)} is not a duration`,
    why: 'it must be a number of seconds, or numbers with the units us, ms, s, m, h; at least 1ms, or 0',
    todo: 'write it as "30s", "1m30s" or "500ms"',
    place,
  });

export const optionInvalid = (value: unknown, expected: string, place: Place) =>
  new PydockError({
    code: 'PYDOCK_OPTION_INVALID',
    what: `${place.option?.split('.').at(-1) ?? 'an option'} can't be ${shown(value)}`,
    why: `it must be ${expected}`,
    todo: `change it, or take it out; ${optionsPage} describes every option`,
    place,
  });

export const optionUnknown = (name: string, nearest: string | null, place: Place) =>
  new PydockError({
    code: 'PYDOCK_OPTION_UNKNOWN',
    what: `there is no option "${name}"`,
    why: `${optionsPage} lists the options of each target; what else Compose knows goes under "compose" of docker-up`,
    todo: nearest
      ? `did you mean "${nearest}"?`
      : `take it out, or write it under "compose" of docker-up in Compose's own words`,
    place,
  });

export const optionElsewhere = (name: string, target: string, place: Place) =>
  new PydockError({
    code: 'PYDOCK_OPTION_UNKNOWN',
    what: `"${name}" is no option of this target`,
    why: `it is one of ${target}`,
    todo: `move it to the options of ${target}`,
    place,
  });
