import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import {
  commandLine,
  detectPythonProject,
  directoryMissing,
  inspectReport,
  inspectText,
  plainText,
  PydockError,
} from '@pydock/core';
import { diskTree } from '@pydock/engine';
import { type InspectArguments, readArguments } from './arguments';

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
  try {
    const { directory, json, help, options } = readArguments(args);
    if (help) {
      process.stdout.write(`${inspectUsage}\n`);
      return 0;
    }
    const detection = detected(directory, options);
    const text = json
      ? JSON.stringify(inspectReport(directory, detection), null, 2)
      : inspectText(directory, detection);
    process.stdout.write(`${text}\n`);
    const misused = options.pythonVersion !== undefined && 'problem' in detection.python;
    return misused ? 2 : detection.problems.length > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof PydockError)) throw error;
    return refused(error, args.includes('--json'));
  }
}

function refused({ code, message, failure }: PydockError, json: boolean): number {
  const misused = failure.place?.file === commandLine('').file;
  if (json) {
    const error = { code, message: plainText(failure) };
    process.stdout.write(`${JSON.stringify({ error }, null, 2)}\n`);
  } else process.stderr.write(misused ? `${message}\n\n${inspectUsage}\n` : `${message}\n`);
  return misused ? 2 : 1;
}

function detected(directory: string, options: InspectArguments['options']) {
  if (!existsSync(directory) || !statSync(directory).isDirectory()) throw directoryMissing(directory);
  const real = realpathSync(directory);
  const workspaceRoot = workspaceOf(real);
  const root = relative(workspaceRoot, real).split(sep).join('/') || '.';
  return detectPythonProject({ root, tree: diskTree(workspaceRoot) }, { name: basename(real), ...options });
}

// The Nx workspace, else the repository, else the nearest directory with a lock file or a uv workspace, else the project itself.
function workspaceOf(directory: string): string {
  const marks = [['nx.json'], ['.git'], ['uv.lock', 'pdm.lock', 'poetry.lock']];
  for (const names of marks)
    for (let at = directory; ; at = dirname(at)) {
      if (names.some((name) => existsSync(join(at, name))) || (names === marks.at(-1) && isUvWorkspace(at)))
        return at;
      if (dirname(at) === at) break;
    }
  return directory;
}

// One that is not locked yet.
function isUvWorkspace(directory: string): boolean {
  const manifest = join(directory, 'pyproject.toml');
  return existsSync(manifest) && /^\s*\[tool\.uv\.workspace\]/m.test(readFileSync(manifest, 'utf8'));
}
