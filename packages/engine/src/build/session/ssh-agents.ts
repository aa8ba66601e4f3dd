import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { type BuildSsh, sshUnusable } from '@pydock/core';
import { AgentProtocol, type ParsedKey, utils } from 'ssh2';
import type { OpenAgent } from './ssh';

/**
 * Makes ready what the steps of a build sign with: an agent that runs, or one of our own with the keys of files.
 * @throws PydockError PYDOCK_SSH_UNUSABLE
 */
export async function sshAgents(
  service: string,
  sources: readonly BuildSsh[],
): Promise<ReadonlyMap<string, OpenAgent>> {
  const agents = new Map<string, OpenAgent>();
  for (const source of sources) {
    if ('agent' in source) agents.set(source.id, () => connect(source.agent));
    else {
      const keys = await Promise.all(source.keys.map((file) => readKey(service, source.id, file)));
      agents.set(source.id, () => agentWith(keys));
    }
  }
  return agents;
}

async function readKey(service: string, id: string, file: string): Promise<ParsedKey> {
  const text = await readFile(file).catch((error: Error) => {
    throw sshUnusable(service, id, `${file} can't be read: ${error.message}`);
  });
  const key = utils.parseKey(text);
  if (key instanceof Error) {
    const isLocked = /encrypted|passphrase/i.test(key.message);
    throw sshUnusable(service, id, isLocked ? `${file} has a passphrase` : `${file} is no private key`);
  }
  if (!key.isPrivateKey()) throw sshUnusable(service, id, `${file} is a public key`);
  return key;
}

// An agent in this process: a key's bytes go nowhere.
function agentWith(keys: readonly ParsedKey[]): Duplex {
  const protocol = new AgentProtocol(false);
  protocol.on('identities', (request) => protocol.getIdentitiesReply(request, [...keys]));
  protocol.on('sign', (request, wanted, data, { hash }) => {
    const key = keys.find((each) => each.getPublicSSH().equals(wanted.getPublicSSH()));
    const signature = key?.sign(data, hash);
    if (signature === undefined || signature instanceof Error) protocol.failureReply(request);
    else protocol.signReply(request, signature);
  });
  return protocol;
}
