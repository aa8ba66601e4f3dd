import { cpus } from 'node:os';
import { EngineError } from '../engine/engine.mjs';
import { Interrupted, ToolError } from '../shared/tool-error.mjs';
import { parseOptions, USAGE } from './options.mjs';
import { jsonRow, table } from './rows.mjs';
import { suites } from './suites.mjs';

const print = (/** @type {string} */ text) => void process.stdout.write(`${text}\n`);
// Progress goes where it does not get between the rows.
const say = (/** @type {string} */ line) => void process.stderr.write(`${line}\n`);

const interruption = new AbortController();
// A second one does not wait for the machine to be left as it was.
function onInterruption() {
  if (interruption.signal.aborted) process.exit(130);
  interruption.abort(new Interrupted());
}

/** @param {import('./options.mjs').Options} options */
async function bench({ suites: names, json }) {
  say(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`);
  const results = [];
  for (const name of names) {
    const run = suites.get(name);
    const found = run ? await run({ say, signal: interruption.signal }) : [];
    if (json) found.map(jsonRow).forEach(print);
    results.push(...found);
  }
  if (!json) print(table(results));
}

/** Prints why it ended early. @param {unknown} error @returns {number} the exit code */
function explain(error) {
  if (interruption.signal.aborted) return 130;
  if (!(error instanceof ToolError || error instanceof EngineError)) throw error;
  say(`\n${error.message}`);
  return 1;
}

const options = parseOptions(process.argv.slice(2), [...suites.keys()]);
if (typeof options === 'string') {
  say(`${options}\n${USAGE}`);
  process.exitCode = 2;
} else if (options.help) print(USAGE);
else {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, onInterruption);
  try {
    await bench(options);
  } catch (error) {
    process.exitCode = explain(error);
  }
}
