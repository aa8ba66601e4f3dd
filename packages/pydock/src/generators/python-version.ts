/** The --pythonVersion option as text: Nx makes a number of `3.11`, and of `3.10` the number 3.1. */
export function pythonVersionText(given: string | number | undefined): string | undefined {
  if (given === undefined) return undefined;
  return given === 3.1 ? '3.10' : String(given);
}
