import { posix } from 'node:path';
import type { Place } from '../errors';

/** Where the scaffolded Dockerfile puts a project's sources. */
const sources = '/app/';

/**
 * The innermost line of the project's own that a Python traceback names; undefined where there is none.
 * @param log the last lines that a container printed
 * @param root the project's directory relative to the workspace root
 */
export function tracebackPlace(log: readonly string[], root: string): Place | undefined {
  const frames = log.flatMap((line) => {
    const [, file, number] = /^\s*File "([^"]+)", line (\d+)/.exec(line) ?? [];
    return file?.startsWith(sources) && !file.startsWith(`${sources}.venv/`)
      ? [{ file, line: Number(number) }]
      : [];
  });
  const last = frames.at(-1);
  return last && { file: posix.join(root, last.file.slice(sources.length)), line: last.line };
}
