import { posix } from 'node:path';
import type { Place } from '../../errors';
import { procfileLineTooLong } from '../../messages/python';
import type { Warning } from '../project';
import type { ManifestProject } from './table';

/** What a Procfile's line starts. */
export interface ProcfileLine {
  /** All that follows the colon. */
  readonly text: string;
  readonly program: string;
  /** What runs the program, of tools that watch over it: `newrelic-admin run-program`; empty where none does. */
  readonly wrapper: string;
  /** Its options, each with its value. */
  readonly options: readonly string[];
  /** What is done before it, in the line's words. */
  readonly before: readonly string[];
  /** `module:app`, a script, a module, by the program; null where the line does not tell. */
  readonly target: string | null;
  /** The directory that the program is started from. */
  readonly directory: string;
  /** A literal port; what comes from `$PORT` is the platform's. */
  readonly port: number | null;
  /** Whether its words show that the app speaks ASGI: a worker class, a module's name. */
  readonly asgi: boolean;
  readonly place: Place;
}

/** The line of a process in the project's Procfile: `web:`; null where there is none. */
export function readProcfile({ tree, root }: ManifestProject, process: string): ProcfileLine | null {
  const file = posix.join(root, 'Procfile');
  const lines = (tree.read(file) ?? '').split(/\r\n|\r|\n/);
  const at = lines.findIndex((line) => new RegExp(`^\\s*${process}\\s*:`).test(line));
  const command = lines[at]?.replace(/^[^:]*:/, '').trim() ?? '';
  if (at === -1 || command === '' || command.length > longest) return null;
  const steps = command.split(/\s*(?:&&|;)\s*/);
  const directory = steps.map((step) => /^cd\s+(\S+)$/.exec(step)?.[1]).find((each) => each !== undefined);
  const stated = (steps.at(-1) ?? '').split(/\s+/).map((word) => word.replace(/^(["'])(.*)\1$/, '$2'));
  const words = programWords(stated);
  const place = { file, line: at + 1 };
  const started = optionOf(words, ['--chdir', '--app-dir']) ?? directory ?? '.';
  return {
    text: command,
    ...startOf(words),
    wrapper: stated
      .slice(0, stated.length - words.length)
      .filter((word) => watchers.includes(word))
      .join(' '),
    options: optionsIn(words.slice(1)),
    before: steps.slice(0, -1).filter((step) => !/^(cd|export)\s/.test(step)),
    directory: posix.normalize(started).replace(/\/$/, ''),
    port: portOf(words),
    asgi: words.some(isAsgi),
    place,
  };
}

const longest = 2000;

/** A warning for each line of the Procfile that is too long to be read. */
export function procfileWarnings({ tree, root }: ManifestProject): Warning[] {
  const file = posix.join(root, 'Procfile');
  const lines = (tree.read(file) ?? '').split(/\r\n|\r|\n/);
  return lines.flatMap((text, index): Warning[] => {
    const [, process, command = ''] = /^\s*([\w-]+)\s*:(.*)$/.exec(text) ?? [];
    if (process === undefined || command.trim().length <= longest) return [];
    return [{ message: procfileLineTooLong(process, longest), source: { file, line: index + 1 } }];
  });
}

const watchers = ['newrelic-admin', 'run-program', 'ddtrace-run', 'opentelemetry-instrument'];
const runners = [...watchers, 'exec', 'poetry', 'uv', 'pipenv', 'pdm', 'run', 'env', 'honcho'];

// Programs that `python -m` starts as well, by module.
const programOfModule = new Map([
  ...['gunicorn', 'uvicorn', 'hypercorn', 'daphne', 'granian', 'streamlit', 'celery', 'flask'].map(
    (name) => [name, name] as const,
  ),
  ['gunicorn.app.wsgiapp', 'gunicorn'],
  ['waitress', 'waitress-serve'],
]);

// Variables and what only runs another program are left out: `A=b newrelic-admin run-program gunicorn`.
function programWords(words: readonly string[]): readonly string[] {
  const at = words.findIndex((word) => !/^\w+=/.test(word) && !runners.includes(word));
  const rest = at === -1 ? [] : words.slice(at);
  const isPython = /^python[\d.]*$/.test(rest[0] ?? '');
  const program = isPython && rest[1] === '-m' ? programOfModule.get(rest[2] ?? '') : undefined;
  return program === undefined ? rest : [program, ...rest.slice(3)];
}

// Options of the servers that stand alone; all others are followed by their value.
const switches =
  /^--?(reload|preload|daemon|factory|proxy-headers|no-[\w-]+|call|help|access-log|log-syslog|capture-output|enable-stdio-inheritance|use-colors|headless|u|B|E)$/;

function startOf(words: readonly string[]): Pick<ProcfileLine, 'program' | 'target'> {
  const program = posix.basename(words[0] ?? '').replace(/\.exe$/, '');
  if (/^python[\d.]*$/.test(program)) {
    const args = words.slice(1).filter((word) => word !== '-u');
    if (args[0] === '-m') return { program: 'python -m', target: args[1] ?? null };
    return { program: 'python', target: args[0]?.endsWith('.py') ? posix.normalize(args[0]) : null };
  }
  const rest = positional(words.slice(1));
  if (program === 'streamlit') return { program, target: rest[0] === 'run' ? (rest[1] ?? null) : null };
  if (program === 'fastapi') return { program, target: null };
  const target = rest.find((word) => /^[\w.]+(:[\w.]+(\(\))?)?$/.test(word)) ?? null;
  const factory = words.includes('--factory') || words.includes('--call');
  const object =
    target === null || target.includes(':') || program !== 'gunicorn' ? target : `${target}:application`;
  return { program, target: factory && object !== null && !object.endsWith(')') ? `${object}()` : object };
}

function positional(words: readonly string[]): string[] {
  const found: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (!word.startsWith('-')) found.push(word);
    else if (!word.includes('=') && !switches.test(word) && !/^-\w\d/.test(word)) at++;
  }
  return found;
}

// `-k gevent`, `--workers=4`, `--preload`.
function optionsIn(words: readonly string[]): string[] {
  const found: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (!word.startsWith('-')) continue;
    const isWhole = word.includes('=') || switches.test(word) || /^-\w\d/.test(word);
    const value = isWhole ? undefined : words[++at];
    found.push(value === undefined ? word : `${word} ${value}`);
  }
  return found;
}

const isAsgi = (word: string) => /^[\w.=-]*(uvicorn|asgi|hypercorn|daphne)/i.test(word);

function optionOf(words: readonly string[], names: readonly string[]): string | undefined {
  for (const [index, word] of words.entries()) {
    const name = names.find((each) => word === each || word.startsWith(`${each}=`));
    if (name !== undefined) return word === name ? words[index + 1] : word.slice(name.length + 1);
  }
  return undefined;
}

function portOf(words: readonly string[]): number | null {
  const value = optionOf(words, [
    '--port',
    '-p',
    '--bind',
    '-b',
    '--listen',
    '--server.port',
    '--server_port',
  ]);
  const port = Number(/(?:^|:)(\d{2,5})$/.exec(value ?? '')?.[1] ?? Number.NaN);
  return port > 0 && port <= 65535 ? port : null;
}
