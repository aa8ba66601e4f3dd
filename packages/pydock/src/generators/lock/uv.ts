import { execFile } from 'node:child_process';
import { mkdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { uvMissing, uvRelease } from '@pydock/core';

/** How a program is called. */
export interface Call {
  readonly command: string;
  readonly args: readonly string[];
}

/** What a program that has ended printed. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end; one that is not there ends with 127. */
export const run = (
  { command, args }: Call,
  options: { cwd: string; env?: NodeJS.ProcessEnv },
): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(command, args, { ...options, maxBuffer: 2 ** 28 }, (error, stdout, stderr) => {
      const code = error ? (typeof error.code === 'number' ? error.code : 127) : 0;
      resolve({ code, stdout, stderr: stderr || (error?.message ?? '') });
    });
  });

// pylock.toml with upload times, and days by package.
const oldest = [0, 9];

/**
 * Finds uv: on the PATH, as a module of Python, or as it was fetched before; else pip fetches a release that is known
 * to work into the user's cache directory.
 * @throws PydockError PYDOCK_UV_MISSING
 */
export async function findUv(cwd: string, tell: (line: string) => void): Promise<Call> {
  const cached = join(cacheDirectory(), `uv-${uvRelease}`);
  const fetched = { command: join(cached, 'bin', 'uv'), args: [] };
  const candidates: Call[] = [
    { command: 'uv', args: [] },
    ...pythons.map((command) => ({ command, args: ['-m', 'uv'] })),
    fetched,
  ];
  for (const candidate of candidates) if (await suits(candidate, cwd)) return candidate;
  tell(`uv is not installed: pip fetches uv ${uvRelease} into ${cached}`);
  const log = await fetchUv(cached, cwd);
  if (await suits(fetched, cwd)) return fetched;
  throw uvMissing(uvRelease, log);
}

const pythons = ['python3', 'python'];

const cacheDirectory = () => join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'pydock');

async function suits({ command, args }: Call, cwd: string): Promise<boolean> {
  const { code, stdout } = await run({ command, args: [...args, '--version'] }, { cwd });
  const [, major, minor] = /^uv (\d+)\.(\d+)\./.exec(stdout) ?? [];
  if (code !== 0 || major === undefined) return false;
  return Number(major) > (oldest[0] ?? 0) || Number(minor) >= (oldest[1] ?? 0);
}

// Into a directory beside it first: what is there is whole.
async function fetchUv(directory: string, cwd: string): Promise<string[]> {
  const partial = `${directory}.${process.pid}`;
  const target = ['--target', partial, '--quiet', '--disable-pip-version-check', '--only-binary', ':all:'];
  let log: string[] = [];
  try {
    await mkdir(partial, { recursive: true });
    for (const command of pythons) {
      const args = ['-m', 'pip', 'install', ...target, `uv==${uvRelease}`];
      const { code, stderr } = await run({ command, args }, { cwd });
      if (code === 0) {
        await rm(directory, { recursive: true, force: true });
        await rename(partial, directory);
        return [];
      }
      log = [...log, ...stderr.trimEnd().split('\n')];
    }
    return log;
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/** What pip is set up with, as `pip config list` prints it; empty where there is no pip. */
export async function pipConfiguration(cwd: string): Promise<string> {
  for (const command of pythons) {
    const { code, stdout } = await run({ command, args: ['-m', 'pip', 'config', 'list'] }, { cwd });
    if (code === 0) return stdout;
  }
  return '';
}

/** The usual places of a uv.toml for all of a user's projects. */
export const uvTomls = (env: NodeJS.ProcessEnv): string[] => [
  ...(env['UV_CONFIG_FILE'] ? [env['UV_CONFIG_FILE']] : []),
  join(env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'uv', 'uv.toml'),
  ...(env['APPDATA'] ? [join(env['APPDATA'], 'uv', 'uv.toml')] : []),
  ...(env['XDG_CONFIG_DIRS'] ?? '/etc/xdg').split(delimiter).map((each) => join(each, 'uv', 'uv.toml')),
  '/etc/uv/uv.toml',
];
