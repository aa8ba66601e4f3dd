/**
 * The options that a command line gives to a subcommand of Celery's, such as `-Q default --concurrency=4`: as they can
 * stand in exec form, where no shell fills in a variable. The app is left out, and so is what ends the process at once.
 */
export function celeryOptions(line: string, subcommand: 'worker' | 'beat'): string[] {
  const step = line.split(/\s*(?:&&|;|\|)\s*/).find((each) => /\bcelery\b/.test(each)) ?? '';
  const words = step.trim().split(/\s+/).map(literal);
  const at = words.indexOf(subcommand);
  if (at === -1) return [];
  return optionsIn(words.slice(at + 1))
    .filter(([name = '']) => !dropped.test(name))
    .filter((option) => !option.some((word) => word.includes('$')))
    .flat();
}

const dropped = /^(-A|--app|-D|--detach)/;

// A word without its quotes; `${WORKERS:-4}` is its default.
const literal = (word: string) =>
  word.replace(/^(["'])(.*)\1$/, '$2').replace(/\$\{\w+:?-([^{}$]*)\}/g, '$1');

// Each option with its value, up to what is the shell's: `-Q default`, `--concurrency=4`, `-B`.
function optionsIn(words: readonly string[]): string[][] {
  const end = words.findIndex((word) => /[<>&]/.test(word));
  const options: string[][] = [];
  for (const word of end === -1 ? words : words.slice(0, end))
    if (/^-/.test(word)) options.push([word]);
    else options.at(-1)?.push(word);
  return options;
}
