import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  endOf,
  uvEnvironment,
  lockFailed,
  pipOptions,
  type Pin,
  PydockError,
  type ReleaseDays,
  releaseDays,
} from '@pydock/core';
import { type Call, pipConfiguration, run, uvTomls } from './uv';

/** uv, set up for one project. */
export interface Resolver {
  readonly uv: Call;
  /** Where pip would be run: the project's directory, absolute. */
  readonly directory: string;
  readonly env: NodeJS.ProcessEnv;
  /** The file that is read, relative to the directory, and as messages name it. */
  readonly file: string;
  readonly shown: string;
  readonly python: string;
}

/** What is asked of a resolution. */
export interface Resolution {
  /** Null for what is newest now. */
  readonly day: string | null;
  readonly hashes: boolean;
  /** What the head of the result says to have made it. */
  readonly command: string;
  /** A pin whose versions are kept where they will do; null for none. */
  readonly present: string | null;
}

/** The environment for uv: what pip is set up with goes for it too. */
export async function resolverEnvironment(directory: string): Promise<NodeJS.ProcessEnv> {
  const { env } = process;
  const files = [...uvTomls(env), ...configurationsAbove(directory)].filter((file) => existsSync(file));
  const configured = files.some((file) => namesIndexes(readFileSync(file, 'utf8'), file));
  return { ...env, ...uvEnvironment(pipOptions(await pipConfiguration(directory)), env, configured) };
}

function configurationsAbove(directory: string): string[] {
  const names = ['uv.toml', 'pyproject.toml'].map((name) => join(directory, name));
  const above = dirname(directory);
  return above === directory ? names : [...names, ...configurationsAbove(above)];
}

const namesIndexes = (text: string, file: string) =>
  (file.endsWith('pyproject.toml') ? /^\[+tool\.uv\b/m.test(text) : true) &&
  /^\s*(index-url|extra-index-url|index|default-index)\s*=|^\[\[(tool\.uv\.)?index\]\]/m.test(text);

/** Asks the index when what is pinned by hand came out. @throws PydockError PYDOCK_LOCK_FAILED */
export async function daysOf(resolver: Resolver, pins: readonly Pin[]): Promise<ReleaseDays> {
  if (pins.length === 0) return { newest: null, untold: [] };
  return releaseDays(await compile(resolver, ['--no-deps', '--format', 'pylock.toml']), pins);
}

/** Resolves all that is installed, for every platform. @throws PydockError PYDOCK_LOCK_FAILED */
export async function resolveAll(resolver: Resolver, wanted: Resolution): Promise<string> {
  const { day, hashes, command, present } = wanted;
  const directory = await mkdtemp(join(tmpdir(), 'pydock-lock-'));
  try {
    const output = join(directory, 'requirements.txt');
    if (present !== null) await writeFile(output, present);
    const asked = ['--output-file', output, '--custom-compile-command', command];
    await compileAsOf(resolver, day, [...asked, ...(hashes ? ['--generate-hashes'] : [])]);
    return await readFile(output, 'utf8');
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

// What has no wheel is built to learn what it needs, and the build tools of that day may not run on a newer Python.
async function compileAsOf(resolver: Resolver, day: string | null, asked: readonly string[]) {
  if (day === null) return compile(resolver, asked);
  const dated = [...asked, '--exclude-newer', endOf(day)];
  try {
    return await compile(resolver, dated);
  } catch (error) {
    if (
      !(error instanceof PydockError) ||
      !error.failure.quote?.some((line) => /failed to build/i.test(line))
    )
      throw error;
    const now = endOf(new Date().toISOString().slice(0, 10));
    const tools = ['setuptools', 'wheel'].flatMap((name) => ['--exclude-newer-package', `${name}=${now}`]);
    return compile(resolver, [...dated, ...tools]);
  }
}

async function compile({ uv, directory, env, file, shown, python }: Resolver, more: readonly string[]) {
  const args = ['pip', 'compile', file, '--universal', '--python-version', python, '--no-progress', ...more];
  const { code, stdout, stderr } = await run(
    { command: uv.command, args: [...uv.args, ...args] },
    { cwd: directory, env },
  );
  if (code !== 0) throw lockFailed(shown, stderr.trimEnd().split('\n'));
  return stdout;
}
