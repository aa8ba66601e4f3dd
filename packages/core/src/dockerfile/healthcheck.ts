import type { PythonProject } from '../python/project';

/** What a container asks itself, with Python alone since slim images have no curl; null for what serves nothing. */
export function healthcheckCommand(
  project: Pick<PythonProject, 'framework' | 'port' | 'healthPath'>,
): string[] | null {
  const { framework, port, healthPath } = project;
  if (port === null) return null;
  return ['python', '-c', framework === 'grpc' ? connects(port) : answers(port, healthPath)];
}

// A path must answer 2xx or 3xx, past any proxy; without one any answer shows that the app is up.
function answers(port: number, path: string | null): string {
  if (path === null)
    return `import http.client as h; c = h.HTTPConnection('127.0.0.1', ${port}, timeout=4); c.request('GET', '/'); c.getresponse()`;
  const url = `http://127.0.0.1:${port}${path}`;
  return `import urllib.request as u; u.build_opener(u.ProxyHandler({})).open('${url}', timeout=4)`;
}

// gRPC does not speak HTTP/1: that it takes a connection must do.
const connects = (port: number) =>
  `import socket; socket.create_connection(('127.0.0.1', ${port}), timeout=4).close()`;
