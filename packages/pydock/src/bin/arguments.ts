import { parseArgs } from 'node:util';
import {
  inspectOneDirectory,
  inspectOptionUnknown,
  inspectPortInvalid,
  inspectValueMissing,
  inspectValueTooMuch,
  nearest,
} from '@pydock/core';

const switches = ['json', 'help'] as const;
const texts = ['entrypoint', 'packageManager', 'pythonVersion'] as const;
// Names with commas between; none at all says that nothing is wanted.
const lists = ['extras', 'groups'] as const;
const settling = [...texts, 'port', ...lists] as const;
type Settling = (typeof settling)[number];

/** What `pydock inspect` is asked for. */
export interface InspectArguments {
  readonly directory: string;
  readonly json: boolean;
  readonly help: boolean;
  /** Facts that are settled by hand. */
  readonly options: Readonly<Partial<Record<(typeof texts)[number], string>>> &
    Readonly<Partial<Record<(typeof lists)[number], readonly string[]>>> & { readonly port?: number };
}

const isSwitch = (name: string) => switches.some((each) => each === name);
const isSettling = (name: string): name is Settling => settling.some((each) => each === name);
const isList = (name: Settling) => lists.some((each) => each === name);
const shown = [...switches, ...settling].map((name) => `--${name}`);

/** @throws PydockError for what is no option, a value that is none of its, and a second directory */
export function readArguments(args: readonly string[]): InspectArguments {
  const { tokens } = parseArgs({
    args: [...args],
    options: {
      help: { type: 'boolean', short: 'h' },
      json: { type: 'boolean' },
      ...Object.fromEntries(settling.map((name) => [name, { type: 'string' as const }])),
    },
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given = new Map<string, string>();
  const directories: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') directories.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName, value } = token;
    if (isSwitch(name) && value !== undefined) throw inspectValueTooMuch(name, value);
    else if (isSwitch(name)) given.set(name, '');
    else if (!isSettling(name)) throw inspectOptionUnknown(rawName, nearest(rawName, shown), shown);
    else if (isList(name) && value === '') given.set(name, value);
    else if (!value || (!token.inlineValue && value.startsWith('-'))) throw inspectValueMissing(name);
    else given.set(name, value);
  }
  const [directory = '.', second] = directories;
  if (second !== undefined) throw inspectOneDirectory(second);
  return { directory, json: given.has('json'), help: given.has('help'), options: optionsOf(given) };
}

function optionsOf(given: ReadonlyMap<string, string>): InspectArguments['options'] {
  const stated = <Value>(names: readonly Settling[], read: (value: string) => Value) =>
    names.flatMap((name) => {
      const value = given.get(name);
      return value === undefined ? [] : [[name, read(value)] as const];
    });
  const port = given.get('port');
  if (port !== undefined && !isPort(port)) throw inspectPortInvalid(port);
  return {
    ...Object.fromEntries(stated(texts, (value) => value)),
    ...Object.fromEntries(stated(lists, (value) => value.split(',').filter((name) => name !== ''))),
    ...(port !== undefined && { port: Number(port) }),
  };
}

const isPort = (text: string) => /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65535;
