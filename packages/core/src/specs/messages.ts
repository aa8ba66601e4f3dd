/** Messages below their names, as a golden file shows them. */
export const messagesText = (samples: Readonly<Record<string, { readonly message: string }>>): string =>
  Object.entries(samples)
    .map(([name, { message }]) => `--- ${name}\n${message}\n`)
    .join('\n');

/** The names of the messages of a module that no sample shows. */
export function unshown(module: object, samples: Readonly<Record<string, unknown>>): string[] {
  const shown = Object.keys(samples).map((name) => name.split(',')[0]);
  const messages = Object.entries(module).filter(([, value]) => typeof value === 'function');
  return messages.map(([name]) => name).filter((name) => !shown.includes(name));
}
