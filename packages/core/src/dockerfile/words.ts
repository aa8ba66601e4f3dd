/** The words of an instruction, quotes taken off: `A="x y" B` is `A=x y` and `B`. */
export function words(text: string): string[] {
  const found = text.match(/(?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\])+/g) ?? [];
  return found.map((word) =>
    word.replace(/"((?:\\.|[^"\\])*)"|'([^']*)'/g, (_match, double?: string, single?: string) =>
      double === undefined ? (single ?? '') : double.replace(/\\(["\\$])/g, '$1'),
    ),
  );
}

/** Puts values in for `$A`, `${A}`, `${A:-default}` and `${A:+other}`; what has no value is empty. */
export function substitute(text: string, values: ReadonlyMap<string, string>): string {
  const pattern = /\$(?:(\w+)|\{(\w+)(?:(:?[-+])([^{}$]*))?\})/;
  // From the inside out: a default may have variables of its own. The bound ends what would substitute itself for ever.
  let result = text;
  for (let round = 0; round < 50 && pattern.test(result); round++)
    result = result.replace(
      pattern,
      (_match, plain?: string, braced?: string, operator?: string, other = '') => {
        const value = values.get(plain ?? braced ?? '');
        const isSet = operator?.startsWith(':') ? Boolean(value) : value !== undefined;
        if (operator?.endsWith('+')) return isSet ? String(other) : '';
        return isSet ? (value ?? '') : String(other);
      },
    );
  return result;
}
