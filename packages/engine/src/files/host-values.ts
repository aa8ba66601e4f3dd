import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { type HostReferences, type HostValues, variablesIn } from '@pydock/core';
import { readText } from './read';

/**
 * Reads what definitions refer to, as Compose does: variables from the environment, else from the .env file beside
 * docker-compose.yml. Only digests leave this function.
 */
export async function readHostValues(
  workspaceRoot: string,
  references: readonly HostReferences[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<HostValues> {
  const paths = [...new Set(references.flatMap(({ files }) => files))];
  const names = new Set(references.flatMap(({ variables }) => variables));
  const texts = await Promise.all(paths.map((path) => readText(resolve(workspaceRoot, path), path)));
  const files = paths.flatMap((path, index) => {
    const text = texts[index];
    // A file of variables may refer to others.
    for (const name of variablesIn(text ?? '')) names.add(name);
    return typeof text === 'string' ? [[path, digest(text)] as const] : [];
  });
  if (names.size === 0) return { files: new Map(files), variables: new Map() };
  const dotEnv = parseEnv((await readText(resolve(workspaceRoot, '.env'), '.env')) ?? '');
  const variables = new Map<string, string>();
  for (const name of names) {
    const value = env[name] ?? dotEnv[name];
    if (value === undefined) continue;
    variables.set(name, digest(value));
    for (const other of variablesIn(value)) names.add(other);
  }
  // What a variable is made of counts as its own.
  return { files: new Map(files), variables: withParts(variables, { ...dotEnv, ...env }) };
}

function withParts(digests: ReadonlyMap<string, string>, values: NodeJS.ProcessEnv): Map<string, string> {
  const partsOf = (name: string, path: readonly string[]): string =>
    variablesIn(values[name] ?? '')
      .filter((other) => !path.includes(other))
      .map((other) => `${digests.get(other) ?? ''}${partsOf(other, [...path, other])}`)
      .join('');
  const entries = [...digests].map(([name, own]) => {
    const parts = partsOf(name, [name]);
    return [name, parts === '' ? own : digest(own + parts)] as const;
  });
  return new Map(entries);
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32);
