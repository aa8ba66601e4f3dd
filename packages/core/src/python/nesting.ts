const deepest = 200;

/** Whether brackets open more often than anybody nests them: parsers take long over that, or run out of stack. */
export function nestsTooDeeply(text: string): boolean {
  let depth = 0;
  for (const bracket of text.match(/[[\](){}]/g) ?? []) {
    depth = Math.max(0, depth + ('[({'.includes(bracket) ? 1 : -1));
    if (depth > deepest) return true;
  }
  return false;
}
