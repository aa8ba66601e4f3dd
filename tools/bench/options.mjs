export const USAGE = `npm run bench [-- [<suite> …] [--json]]
  <suite>   the suites to run; without one, all
  --json    one JSON object a line on standard output, instead of a table
  --help    says this`;

/** @typedef {{ suites: string[], json: boolean, help: boolean }} Options */

/**
 * What the arguments ask for; a sentence where they make no sense.
 * @param {readonly string[]} args
 * @param {readonly string[]} known the suites that there are
 * @returns {Options | string}
 */
export function parseOptions(args, known) {
  const [flags, names] = [args.filter(isFlag), args.filter((arg) => !isFlag(arg))];
  const flag = flags.find((each) => !['--json', '--help', '-h'].includes(each));
  if (flag) return `There is no option ${flag}.`;
  const stranger = names.find((name) => !known.includes(name));
  if (stranger) return `There is no suite ${stranger}; there is: ${known.join(', ')}.`;
  const suites = known.filter((name) => names.length === 0 || names.includes(name));
  return { suites, json: flags.includes('--json'), help: flags.includes('--help') || flags.includes('-h') };
}

const isFlag = (/** @type {string} */ arg) => arg.startsWith('-');
