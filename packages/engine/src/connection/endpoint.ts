import { connectionInvalid } from '@pydock/core';

/** Where an engine listens, and what said so. */
export type Endpoint = { readonly source: string } & (
  | { readonly kind: 'socket'; readonly path: string }
  | {
      readonly kind: 'tcp';
      readonly host: string;
      readonly port: number;
      readonly tlsDirectory: string | null;
    }
  | {
      readonly kind: 'ssh';
      readonly host: string;
      /** Null where ssh's own configuration says it. */
      readonly port: number | null;
      /** Empty where ssh's own configuration says it. */
      readonly user: string;
      /** The engine's socket on that machine; empty for its usual one. */
      readonly path: string;
    }
);

/** One that is reached by the program ssh. */
export type SshEndpoint = Extract<Endpoint, { readonly kind: 'ssh' }>;

/**
 * Reads an address in the docker CLI's forms: unix://, npipe://, tcp://, ssh://, or host:port for tcp.
 * @param tlsDirectory the directory of ca.pem, cert.pem and key.pem, where TLS is asked for
 * @throws PydockError PYDOCK_ENGINE_UNREACHABLE
 */
export function parseEndpoint(address: string, source: string, tlsDirectory: string | null): Endpoint {
  const socket = /^(?:unix|npipe):\/\/(.+)$/.exec(address);
  if (socket?.[1]) return { source, kind: 'socket', path: socket[1] };
  const full = address.includes('://') ? address : `tcp://${address}`;
  const url = URL.canParse(full) ? new URL(full) : null;
  if (!url?.hostname) throw connectionInvalid(source, `"${address}" is no address that pydock knows`);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (url.protocol === 'ssh:')
    return {
      source,
      kind: 'ssh',
      host,
      port: url.port === '' ? null : Number(url.port),
      user: decodeURIComponent(url.username),
      path: url.pathname === '/' ? '' : decodeURIComponent(url.pathname),
    };
  if (url.protocol !== 'tcp:')
    throw connectionInvalid(source, `the scheme of "${address}" is not unix, npipe, tcp or ssh`);
  const port = Number(url.port || (tlsDirectory ? 2376 : 2375));
  return { source, kind: 'tcp', host, port, tlsDirectory };
}

/** An endpoint as a person would write it. */
export function formatEndpoint(endpoint: Endpoint): string {
  const address = endpoint.kind === 'socket' ? endpoint.path : engineAddress(endpoint);
  return `${address} (${endpoint.source})`;
}

/** An endpoint as DOCKER_HOST names it, which is its key in the docker CLI's configuration. */
export function engineAddress(endpoint: Endpoint): string {
  if (endpoint.kind === 'socket')
    return `${endpoint.path.startsWith('//') ? 'npipe' : 'unix'}://${endpoint.path}`;
  const host = endpoint.host.includes(':') ? `[${endpoint.host}]` : endpoint.host;
  if (endpoint.kind === 'tcp') return `tcp://${host}:${endpoint.port}`;
  const user = endpoint.user && `${encodeURIComponent(endpoint.user)}@`;
  return `ssh://${user}${host}${endpoint.port === null ? '' : `:${endpoint.port}`}${endpoint.path}`;
}

/** True where the engine's published ports are ports of this machine. */
export const isLocal = (endpoint: Endpoint): boolean =>
  endpoint.kind === 'socket' ||
  (endpoint.kind === 'tcp' && ['localhost', '127.0.0.1', '::1'].includes(endpoint.host));
