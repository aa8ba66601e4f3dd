import { existsSync } from 'node:fs';
import { homedir, platform } from 'node:os';
import { join } from 'node:path';
import type { Endpoint } from './endpoint';

/** The sockets that an engine of this machine may listen on: the system's, a rootless one, Docker Desktop's. */
export function socketEndpoints(env: NodeJS.ProcessEnv): Endpoint[] {
  if (platform() === 'win32')
    return [{ kind: 'socket', path: '//./pipe/docker_engine', source: 'the default pipe' }];
  const runtime = env['XDG_RUNTIME_DIR'];
  const candidates = [
    { path: '/var/run/docker.sock', source: 'the default socket' },
    ...(runtime ? [{ path: join(runtime, 'docker.sock'), source: 'the rootless socket' }] : []),
    { path: join(homedir(), '.docker', 'run', 'docker.sock'), source: 'the socket of Docker Desktop' },
    { path: join(homedir(), '.docker', 'desktop', 'docker.sock'), source: 'the socket of Docker Desktop' },
  ];
  const [first, ...others] = candidates.map((each) => ({ ...each, kind: 'socket' as const }));
  return first ? [first, ...others.filter(({ path }) => existsSync(path))] : [];
}
