import { EngineError } from '../engine/engine.mjs';
import { Interrupted, ToolError } from '../shared/tool-error.mjs';
import { parseOptions, USAGE } from './options.mjs';
import { createReport } from './report.mjs';
import { runDemo } from './run.mjs';
import { stopDemo } from './stop.mjs';

const interruption = new AbortController();
const report = createReport((text) => void process.stdout.write(text), {
  interactive: process.stdout.isTTY === true,
});

/** @type {Record<import('./options.mjs').Action, () => Promise<void>>} */
const actions = {
  run: () => runDemo(report, interruption.signal),
  stop: () => stopDemo(report, interruption.signal, false),
  clean: () => stopDemo(report, interruption.signal, true),
  help: async () => report.say(USAGE),
};

/** The first interruption lets the running command put its things in order; a second one does not wait. */
function onInterruption() {
  if (interruption.signal.aborted) process.exit(130);
  report.say('\nInterrupted: waiting for the running command to put its things in order …');
  interruption.abort(new Interrupted());
}

/** Prints why the demo ended early. @param {unknown} error @returns {number} the exit code */
function explain(error) {
  if (interruption.signal.aborted) {
    const next =
      'What is done is whole: `npm run demo` goes on from here, `npm run demo -- --stop --clean` removes it.';
    report.say(next);
    return 130;
  }
  if (!(error instanceof ToolError || error instanceof EngineError)) throw error;
  process.stderr.write(`\n${error.message}\n`);
  return 1;
}

const action = parseOptions(process.argv.slice(2));
if (action === null) {
  process.stderr.write(`Not understood: ${process.argv.slice(2).join(' ')}\n${USAGE}\n`);
  process.exitCode = 2;
} else {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, onInterruption);
  try {
    await actions[action]();
  } catch (error) {
    process.exitCode = explain(error);
  }
}
