import { type Place, PydockError } from '../errors';

const shown = (value: unknown) => JSON.stringify(value) ?? String(value);

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

export const sizeInvalid = (value: unknown, place: Place) =>
  new PydockError({
    code: 'PYDOCK_SIZE_INVALID',
    what: `${shown(value)} is not an amount of memory`,
    why: 'it must be a number above zero with one of the units b, k, m, g (or kb, mb, gb)',
    todo: 'write it as "512m", "1.5g" or 536870912 (bytes); false removes the limit',
    place,
  });

export const durationInvalid = (value: unknown, place: Place) =>
  new PydockError({
    code: 'PYDOCK_OPTION_INVALID',
    what: `${shown(value)} is not a duration`,
    why: 'it must be a number with one of the units us, ms, s, m, h, or several of them',
    todo: 'write it as "30s", "1m30s" or "500ms"',
    place,
  });

export const optionInvalid = (value: unknown, expected: string, place: Place) =>
  new PydockError({
    code: 'PYDOCK_OPTION_INVALID',
    what: `${shown(value)} is not a value that ${place.option?.split('.').at(-1) ?? 'this option'} can have`,
    why: `it must be ${expected}`,
    todo: 'mend the option',
    place,
  });

export const optionUnknown = (name: string, nearest: string | null, place: Place) =>
  new PydockError({
    code: 'PYDOCK_OPTION_UNKNOWN',
    what: `there is no option "${name}"`,
    why: 'the options of docker-up are those of docs/options.md; everything else of Compose goes under "compose"',
    todo: nearest
      ? `did you mean "${nearest}"?`
      : `take it out, or write it under "compose" in Compose's own words`,
    place,
  });
