import type { PythonProject } from '../python/project';

/**
 * What a container asks itself, with Python alone since slim images have no curl; null for what serves nothing. The
 * engine asks several times a second while a service starts, so the probe imports nothing but a socket and starts in a
 * tenth of the time of an HTTP client.
 */
export function healthcheckCommand(
  project: Pick<PythonProject, 'framework' | 'port' | 'healthPath'>,
): string[] | null {
  const { framework, port, healthPath } = project;
  if (port === null) return null;
  const connect = `import socket; s = socket.create_connection(('127.0.0.1', ${port}), 4)`;
  // gRPC does not speak HTTP/1: that it takes a connection must do.
  const probe =
    framework === 'grpc' ? connect : `${connect}; ${ask(healthPath ?? '/')}; ${judge(healthPath)}`;
  return ['python', '-I', '-S', '-c', probe];
}

const ask = (path: string) => `s.sendall(b'GET ${path} HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n')`;

// A path must answer 2xx or 3xx; without one any answer shows that the app is up.
const judge = (path: string | null) =>
  path === null
    ? 'raise SystemExit(not s.recv(1))'
    : `a = s.recv(64).decode().split('\\r')[0]; raise SystemExit(None if a[9:10] in ('2', '3') else a)`;
