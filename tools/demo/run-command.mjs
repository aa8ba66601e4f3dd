import { execute } from '../shared/command.mjs';
import { ToolError } from '../shared/tool-error.mjs';
import { interesting } from './report.mjs';

/** What every part of the demo works with. @typedef {{ step: import('./report.mjs').Step, signal: AbortSignal }} Work */
/** @typedef {Work & { show?: (lines: readonly string[]) => readonly string[] }} Showing */

const LAST_LINES = 40;

/**
 * Runs one command of a step: shown as a user would type it, then its interesting lines as they come; `show` chooses
 * among all lines at the end instead.
 * @param {import('../shared/command.mjs').Command} command
 * @param {Showing} showing
 */
export async function run(command, { step, signal, show }) {
  step.command(command.shown);
  /** @param {string} line */
  const onLine = (line) => {
    const [told] = interesting([line]);
    if (told === undefined) return;
    step.latest(told);
    if (!show) step.line(told);
  };
  const { code, lines } = await execute(command, { signal, onLine });
  if (code !== 0) throw failed(command, code, show ? lines : []);
  show?.(lines).forEach(step.line);
  return lines;
}

/** @param {import('../shared/command.mjs').Command} command @param {number | null} code @param {readonly string[]} lines */
function failed({ shown, directory }, code, lines) {
  const said = lines.slice(-LAST_LINES).join('\n');
  return new ToolError('PYDOCK_DEMO_COMMAND_FAILED', {
    what: `${shown} failed${code === null ? ', it could not be started' : ` with exit code ${code}`}.`,
    why: said || 'See its output above.',
    todo: `Mend what it says, then: npm run demo\nIt ran in ${directory}.`,
  });
}
