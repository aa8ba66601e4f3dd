import { formatTime } from '../shared/time.mjs';

/** @typedef {(text: string) => void} Write */
/**
 * What a step says while it runs.
 * @typedef {object} Step
 * @property {(shown: string) => void} command the command that is about to run, as a user would type it
 * @property {(text: string) => void} line something worth reading
 * @property {(text: string) => void} latest something worth a glance, while the step is quiet
 */
/** @typedef {ReturnType<typeof createReport>} Report */

const BEAT_MS = 5_000;
const LATEST_WIDTH = 70;
const INDENT = '   ';

/**
 * Tells a person of numbered steps: commands, the interesting lines, times, and a sign of life while one is quiet.
 * @param {Write} write
 * @param {{ interactive?: boolean, now?: () => number }} [options]
 */
export function createReport(write, { interactive = false, now = Date.now } = {}) {
  let count = 0;
  let spoken = now();
  let onStatusLine = false;
  const say = (/** @type {string} */ line = '') => {
    write(`${onStatusLine ? '\r\x1b[K' : ''}${line}\n`);
    onStatusLine = false;
    spoken = now();
  };
  const indented = (/** @type {string} */ text) => text.split('\n').forEach((line) => say(INDENT + line));

  /**
   * @template Value
   * @param {string} title
   * @param {(step: Step) => Promise<Value>} work
   */
  async function step(title, work) {
    const started = now();
    let latest = '';
    say(`\n${(++count).toString()}. ${title}`);
    const beat = () => {
      if (!interactive && now() - spoken < BEAT_MS) return;
      const line = `${INDENT}${statusLine(now() - started, latest)}`;
      if (!interactive) return say(line);
      write(`\r\x1b[K${line}`);
      onStatusLine = true;
    };
    const timer = setInterval(beat, interactive ? 1_000 : 500);
    try {
      const value = await work({
        command: (shown) => indented(`$ ${shown}`),
        line: indented,
        latest: (text) => (latest = text.trim()),
      });
      say(`${INDENT}(${formatTime(now() - started)})`);
      return value;
    } finally {
      clearInterval(timer);
      if (onStatusLine) write('\r\x1b[K');
      onStatusLine = false;
    }
  }
  return { say, step };
}

/** A sign of life. @param {number} elapsed milliseconds @param {string} latest */
export function statusLine(elapsed, latest) {
  const shown = latest.length > LATEST_WIDTH ? `${latest.slice(0, LATEST_WIDTH - 1)}…` : latest;
  return `… ${Math.floor(elapsed / 1000)} s${shown && `  ${shown}`}`;
}

/** Of what Nx and npm print, the lines that tell a user something. @param {readonly string[]} lines */
export const interesting = (lines) => lines.filter((line) => !noise.some((each) => each.test(line)));

const noise = [
  /^\s*$/,
  /^\s*NX\s+(Generating|Running (target|\d+ tasks)|Successfully ran)/,
  /^\s*- [\w@/-]+$/,
  /^> nx run /,
  /^npm (warn|notice)/,
  /^\s*(Run duration|Cache|Critical path|Recoverable time):/,
  /Nx read the output from the cache|^\s*Run `?npm (audit|fund)/,
  /^(found 0 vulnerabilities|\d+ packages are looking for funding)/,
];
