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
  | { readonly kind: 'ssh'; readonly host: string; readonly port: number; readonly user: string }
);

/**
 * Reads an address in the docker CLI's forms: unix://, npipe://, tcp://, http(s)://, ssh://.
 * @param tlsDirectory the directory of ca.pem, cert.pem and key.pem, where TLS is asked for
 * @throws PydockError PYDOCK_ENGINE_UNREACHABLE
 */
export function parseEndpoint(address: string, source: string, tlsDirectory: string | null): Endpoint {
  const socket = /^(?:unix|npipe):\/\/(.+)$/.exec(address);
  if (socket?.[1]) return { source, kind: 'socket', path: socket[1] };
  const url = URL.canParse(address) ? new URL(address.replace(/^tcp:/, 'http:')) : null;
  if (!url?.hostname) throw connectionInvalid(source, `"${address}" is no address that pydock knows`);
  if (url.protocol === 'ssh:')
    return { source, kind: 'ssh', host: url.hostname, port: Number(url.port || 22), user: url.username };
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw connectionInvalid(source, `the scheme of "${address}" is not unix, npipe, tcp or ssh`);
  const port = Number(url.port || (tlsDirectory ? 2376 : 2375));
  return { source, kind: 'tcp', host: url.hostname, port, tlsDirectory };
}

/** An endpoint as a person would write it. */
export function formatEndpoint(endpoint: Endpoint): string {
  if (endpoint.kind === 'socket') return `${endpoint.path} (${endpoint.source})`;
  return `${endpoint.kind}://${endpoint.host}:${endpoint.port} (${endpoint.source})`;
}

/** True where the engine's published ports are ports of this machine. */
export const isLocal = (endpoint: Endpoint): boolean =>
  endpoint.kind === 'socket' ||
  (endpoint.kind === 'tcp' && ['localhost', '127.0.0.1', '::1'].includes(endpoint.host));
