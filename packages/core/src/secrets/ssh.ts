import { posix } from 'node:path';
import type { BuildSsh } from '../context/build-request';
import type { PydockError } from '../errors';
import { sshUnusable } from '../messages/build';
import type { Service } from '../compose/service';
import type { Host } from './build-secrets';

/** What the option `ssh` of docker-build says of one id: the agent, key files, or that it is not lent. */
export type SshSource = 'agent' | readonly string[] | null;

/** What the option says of all of them. */
export interface StatedSsh {
  /** Whether steps are lent this machine's agent as `default`, where nothing was said of that. */
  readonly usual: boolean;
  readonly byId: Readonly<Record<string, SshSource>>;
}

/** What the steps of a build can sign with: what the option says, and by default the agent, where there is one. */
export function buildSsh({ usual, byId }: StatedSsh, host: Host): BuildSsh[] {
  const agent = agentOf(host);
  const found = usual && agent !== null && byId['default'] === undefined ? [{ id: 'default', agent }] : [];
  const stated = Object.entries(byId).flatMap(([id, source]): BuildSsh[] => {
    if (source === null) return [];
    if (source === 'agent') return agent === null ? [] : [{ id, agent }];
    return [{ id, keys: source.map((file) => absolute(file, host)) }];
  });
  return [...found, ...stated];
}

/** The error for the first stated one that is not there; a build would fail at the step that needs it. */
export function missingSsh(service: Service, host: Host): PydockError | null {
  for (const [id, source] of Object.entries(service.buildSsh.byId)) {
    const files = source === null || source === 'agent' ? [] : source.map((file) => absolute(file, host));
    const gone = files.find((file) => !host.exists(file));
    const place = service.buildPlace(`ssh.${id}`);
    if (gone !== undefined) return sshUnusable(service.name, id, `there is no file ${gone}`, place);
    if (source === 'agent' && agentOf(host) === null)
      return sshUnusable(service.name, id, 'SSH_AUTH_SOCK is not set, so no agent runs', place);
  }
  return null;
}

const agentOf = ({ env }: Host) => env['SSH_AUTH_SOCK'] || null;

function absolute(file: string, { home, workspaceRoot }: Host): string {
  const path = file.replace(/^~(?=\/)/, home);
  return posix.isAbsolute(path) ? path : posix.join(workspaceRoot, path);
}
