import { existsSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { detectPythonProject, directoryMissing, inspectReport, inspectText, PydockError } from '@pydock/core';
import { diskTree } from '@pydock/engine';

/** How the command is used. */
export const inspectUsage = [
  'Usage: pydock inspect [directory] [--json]',
  '',
  '  Tells what pydock sees in a Python project, and where it saw it. Nothing is run, imported or changed.',
  '  --entrypoint, --packageManager, --pythonVersion, --port   settle a fact by hand',
  '  --extras, --groups   what is installed besides, such as --extras=web,postgres',
  '',
  '  Exit code 0: every fact is settled; 1: something must be settled by hand, or nothing can be told; 2: wrong usage.',
].join('\n');

/** `pydock inspect`: prints what is detected. @returns the exit code */
export function inspect(args: readonly string[]): number {
  const parsed = parse(args);
  if (parsed === null) {
    process.stderr.write(`${inspectUsage}\n`);
    return 2;
  }
  const { directory, json, options } = parsed;
  try {
    const detection = detected(directory, options);
    const text = json
      ? JSON.stringify(inspectReport(directory, detection), null, 2)
      : inspectText(directory, detection);
    process.stdout.write(`${text}\n`);
    return detection.problems.length > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof PydockError)) throw error;
    const { code, message } = error;
    if (json) process.stdout.write(`${JSON.stringify({ error: { code, message } }, null, 2)}\n`);
    else process.stderr.write(`${message}\n`);
    return 1;
  }
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = {
    json: { type: 'boolean' },
    entrypoint: text,
    packageManager: text,
    pythonVersion: text,
    port: text,
    extras: text,
    groups: text,
  } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [directory = '.', ...others] = positionals;
    if (others.length > 0) return null;
    const { json = false, port, extras, groups, ...given } = values;
    const stated = {
      ...(port !== undefined && { port: Number(port) }),
      ...(extras !== undefined && { extras: extras.split(',') }),
      ...(groups !== undefined && { groups: groups.split(',') }),
    };
    return { directory, json, options: { ...given, ...stated } };
  } catch {
    return null;
  }
}

function detected(directory: string, options: Omit<Parameters<typeof detectPythonProject>[1], 'name'>) {
  if (!existsSync(directory) || !statSync(directory).isDirectory()) throw directoryMissing(directory);
  const real = realpathSync(directory);
  const workspaceRoot = workspaceOf(real);
  const root = relative(workspaceRoot, real).split(sep).join('/') || '.';
  return detectPythonProject({ root, tree: diskTree(workspaceRoot) }, { name: basename(real), ...options });
}

// The Nx workspace, else the repository, else the nearest directory with a lock file, else the project itself.
function workspaceOf(directory: string): string {
  const marks = [['nx.json'], ['.git'], ['uv.lock', 'pdm.lock', 'poetry.lock']];
  for (const names of marks)
    for (let at = directory; ; at = dirname(at)) {
      if (names.some((name) => existsSync(join(at, name)))) return at;
      if (dirname(at) === at) break;
    }
  return directory;
}
