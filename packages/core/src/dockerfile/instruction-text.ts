/** One RUN: options first, then commands that all must succeed. */
export interface Step {
  /** A line that says why. */
  readonly why: string;
  /** Instructions before it. */
  readonly copies?: readonly string[];
  readonly mounts: readonly string[];
  readonly commands: readonly string[];
}

/** The text of a step, an option or a command a line. */
export function runText({ why, copies = [], mounts, commands }: Step): string {
  const [first = '', ...rest] = [...mounts.map((mount) => `${mount} \\`), commands.join(' && \\\n    ')];
  return [`# ${why}`, ...copies, `RUN ${first}`, ...rest.map((line) => `    ${line}`)].join('\n');
}

/** The text of an ENV, a variable a line. */
export function envText(variables: Readonly<Record<string, string>>): string {
  return `ENV ${Object.entries(variables)
    .map(([name, value]) => `${name}=${/^[\w./:$~@%+,=-]+$/.test(value) ? value : JSON.stringify(value)}`)
    .join(' \\\n    ')}`;
}

/** A Dockerfile's exec form: JSON, with a space after each comma. */
export const exec = (words: readonly string[]): string =>
  `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;

/** Text of paragraphs, an empty line between them; what is null or empty is left out. */
export const paragraphs = (...each: readonly (string | null)[]): string =>
  each.filter((text) => text !== null && text !== '').join('\n\n');

/** A word of a shell command, quoted where it must be. */
export const shellWord = (word: string): string =>
  /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
