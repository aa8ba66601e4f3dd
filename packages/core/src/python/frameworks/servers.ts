import type { Manifest, Requirement } from '../package-managers/table';
import type { Entrypoint, Server } from '../project';
import type { Protocol } from '../sources/instances';

/** Installed by the Dockerfile where a project brings no production server of its own. */
export const serverVersions = {
  uvicorn: '0.54.0',
  gunicorn: '27.0.1',
} as const;

const servers: Record<Protocol, readonly Server['name'][]> = {
  asgi: ['uvicorn', 'granian', 'hypercorn', 'daphne'],
  wsgi: ['gunicorn', 'waitress', 'granian'],
};

// These bring uvicorn along.
const withUvicorn = [
  { name: 'fastapi', extras: ['standard', 'all'] },
  { name: 'fastapi-cli', extras: ['standard'] },
  { name: 'litestar', extras: ['standard', 'full'] },
  { name: 'uvicorn-worker', extras: null },
];

/** The server of an app: what the project requires, the one of its Procfile first; else one that is installed for it. */
export function chooseServer(
  manifest: Manifest,
  protocol: Protocol,
  preferred: string | null,
  factory: boolean,
): Server {
  const able = servers[protocol].filter((name) => !(factory && name === 'daphne'));
  const brought = able.filter((name) => brings(manifest, name));
  const direct = brought.filter((name) => manifest.requirements.some((each) => each.name === name));
  const name = brought.find((each) => each === preferred) ?? direct[0] ?? brought[0];
  if (name !== undefined) return { name, install: null, version: versionOf(manifest, name) };
  const own = protocol === 'asgi' ? 'uvicorn' : 'gunicorn';
  return { name: own, install: serverVersions[own], version: serverVersions[own] };
}

function brings({ requirements, locked, brought = [] }: Manifest, server: string): boolean {
  const required = [...requirements, ...brought];
  if ([...required, ...locked].some(({ name }) => name === server)) return true;
  return server === 'uvicorn' && required.some(bringsUvicorn);
}

const bringsUvicorn = (required: Requirement): boolean =>
  withUvicorn.some(
    ({ name, extras }) =>
      required.name === name && (extras === null || required.extras.some((each) => extras.includes(each))),
  );

/** Whether a requirement is a server, or brings one along. */
export const bringsServer = (required: Requirement): boolean =>
  Object.values(servers).some((names) => names.some((name) => name === required.name)) ||
  bringsUvicorn(required);

/** The version of a package that will be installed, where it is locked or pinned. */
export function versionOf({ requirements, locked }: Manifest, name: string): string | null {
  const pinned = requirements.find((each) => each.name === name)?.specifier.match(/^===?\s*([\w.]+)$/)?.[1];
  return locked.find((each) => each.name === name)?.version ?? pinned ?? null;
}

/** The exec-form words with which a server serves an app. */
export function serve(
  { target }: Entrypoint,
  server: Server,
  port: number,
  protocol: Protocol,
): readonly string[] {
  const factory = target.endsWith('()');
  const plain = factory ? target.slice(0, -2) : target;
  const made = factory ? ['--factory'] : [];
  switch (server.name) {
    case 'uvicorn':
      return ['uvicorn', plain, ...made, '--host', '0.0.0.0', '--port', `${port}`, '--proxy-headers'];
    case 'granian':
      return ['granian', '--interface', protocol, ...made, '--host', '0.0.0.0', '--port', `${port}`, plain];
    case 'hypercorn':
      return ['hypercorn', '--bind', `0.0.0.0:${port}`, target];
    case 'daphne':
      return ['daphne', '--bind', '0.0.0.0', '--port', `${port}`, target];
    case 'waitress':
      return ['waitress-serve', `--listen=0.0.0.0:${port}`, ...(factory ? ['--call'] : []), plain];
    case 'gunicorn':
      return gunicorn(server, port, [target]);
  }
}

/** Threads, so that one slow request does not hold up the health check; the heartbeat file in memory. */
export function gunicorn({ version }: Server, port: number, last: readonly string[]): readonly string[] {
  const bind = ['--bind', `0.0.0.0:${port}`, '--threads', '4', '--worker-tmp-dir', '/dev/shm'];
  // From version 25 on it writes a control socket, for which a read-only container has no place.
  const socket = Number.parseInt(version ?? '0', 10) >= 25 ? ['--no-control-socket'] : [];
  return ['gunicorn', ...bind, ...socket, ...last];
}
