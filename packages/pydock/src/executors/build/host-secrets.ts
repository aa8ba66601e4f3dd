import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { type BuildSecret, type NetworkSecret, networkSecrets } from '@pydock/core';

/** The files by which this machine reaches its package indexes, lent to a build; what it has not is left out. */
export function hostSecrets(env: NodeJS.ProcessEnv): BuildSecret[] {
  return networkSecrets.flatMap((secret) => {
    const file = fileOf(secret, env);
    return file === undefined ? [] : [{ id: secret.id, file }];
  });
}

function fileOf({ variables, files }: NetworkSecret, env: NodeJS.ProcessEnv): string | undefined {
  const named = variables.map((name) => env[name]);
  const usual = files.map((file) => file.replace(/^~/, homedir()));
  return [...named, ...usual].find((file) => file && existsSync(file));
}
