import { spawn } from 'node:child_process';
import { join } from 'node:path';
import {
  type CredentialSource,
  credentialSource,
  credentialsUnreadable,
  hasNone,
  helperAnswer,
  type RegistryCredentials,
  registryKey,
  statedCredentials,
} from '@pydock/core';
import { configDirectory } from '../connection/context';
import { readText } from '../files/read';

/** Finds the credentials of a registry; null where nobody has logged in. */
export type CredentialsOf = (host: string) => Promise<RegistryCredentials | null>;

/**
 * Credentials as the docker CLI has them: of DOCKER_AUTH_CONFIG, the configuration file, a credential helper. Each is
 * looked up once.
 * @throws PydockError PYDOCK_CREDENTIALS_UNREADABLE
 */
export function credentialsOf(env: NodeJS.ProcessEnv): CredentialsOf {
  const found = new Map<string, Promise<RegistryCredentials | null>>();
  // One helper at a time: those that ask a keychain do not bear more.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (source: Extract<CredentialSource, { helper: string }>) => {
    const answer = last.then(() => askHelper(source, env));
    last = answer.catch(() => undefined);
    return answer;
  };
  return (host) => {
    const key = registryKey(host);
    const known = found.get(key) ?? lookUp(host, env, inTurn);
    found.set(key, known);
    return known;
  };
}

async function lookUp(
  host: string,
  env: NodeJS.ProcessEnv,
  ask: (source: Extract<CredentialSource, { helper: string }>) => Promise<RegistryCredentials | null>,
): Promise<RegistryCredentials | null> {
  try {
    const given = statedCredentials(parse(env['DOCKER_AUTH_CONFIG'] ?? null, 'DOCKER_AUTH_CONFIG'), host);
    if (given) return given;
    const file = join(configDirectory(env), 'config.json');
    const source = credentialSource(parse(await readText(file), file), host);
    if (source === null || 'stated' in source) return source?.stated ?? null;
    return await ask(source);
  } catch (error) {
    throw credentialsUnreadable(host, (error as Error).message);
  }
}

function parse(text: string | null, name: string): unknown {
  if (!text) return null;
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own words quote what stands there.
    throw new Error(`${name} is not JSON`);
  }
}

// A helper may ask its user to unlock a keychain.
const helperWithin = 60_000;

function askHelper(
  { helper, server }: Extract<CredentialSource, { helper: string }>,
  env: NodeJS.ProcessEnv,
): Promise<RegistryCredentials | null> {
  const program = `docker-credential-${helper}`;
  return new Promise((resolve, reject) => {
    const child = spawn(program, ['get'], { env, stdio: ['pipe', 'pipe', 'ignore'], timeout: helperWithin });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.stdin.on('error', () => undefined).end(server);
    child.on('error', () => reject(new Error(`${program} is not on the PATH, or can't be run`)));
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(answerOf(program, said, reject));
      if (hasNone(said)) return resolve(null);
      // Helpers tell errors on standard output.
      const why = signal ? `did not answer within ${helperWithin / 1000} s` : said.trim().slice(0, 500);
      reject(new Error(`${program}: ${why || `it ended with ${code}`}`));
    });
  });
}

function answerOf(program: string, said: string, reject: (error: Error) => void): RegistryCredentials | null {
  try {
    return helperAnswer(said);
  } catch (error) {
    reject(new Error(`${program}: ${(error as Error).message}`));
    return null;
  }
}
