import { commandLine, PydockError } from '../errors';

export const inspectOptionUnknown = (name: string, nearest: string | null, known: readonly string[]) =>
  new PydockError({
    code: 'PYDOCK_OPTION_UNKNOWN',
    what: `there is no option "${name}"`,
    why: `pydock inspect knows ${known.join(', ')}`,
    todo: nearest === null ? 'leave it out' : `did you mean "${nearest}"?`,
    place: { file: commandLine('').file, option: name },
  });

export const inspectValueMissing = (option: string) =>
  new PydockError({
    code: 'PYDOCK_OPTION_INVALID',
    what: `--${option} has no value`,
    why: 'it settles a fact by hand, and must say what it is',
    todo: `write it as --${option}=…, or leave it out`,
    place: commandLine(option),
  });

export const inspectValueTooMuch = (option: string, value: string) =>
  new PydockError({
    code: 'PYDOCK_OPTION_INVALID',
    what: `--${option} can't be "${value}"`,
    why: 'it is a switch, and takes no value',
    todo: `write --${option}, or leave it out`,
    place: commandLine(option),
  });

export const inspectPortInvalid = (value: string) =>
  new PydockError({
    code: 'PYDOCK_OPTION_INVALID',
    what: `--port can't be "${value}"`,
    why: 'a port is a whole number from 1 to 65535',
    todo: 'give another one, or leave the option out: then the port is detected',
    place: commandLine('port'),
  });

export const inspectOneDirectory = (second: string) =>
  new PydockError({
    code: 'PYDOCK_OPTION_INVALID',
    what: `"${second}" is one directory too many`,
    why: 'pydock inspect looks at one project at a time',
    todo: 'run it once for each',
    place: { file: commandLine('').file, option: second },
  });
