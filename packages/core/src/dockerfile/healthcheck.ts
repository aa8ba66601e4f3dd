/**
 * Asks the app over HTTP with Python alone: slim images have no curl.
 * With a path the answer must be 2xx or 3xx; without one any answer shows that the app is up.
 */
export function healthcheckCommand(port: number, path: string | null): string[] {
  const url = `http://127.0.0.1:${port}${path ?? '/'}`;
  const probe =
    path === null
      ? `import http.client as h; c = h.HTTPConnection('127.0.0.1', ${port}, timeout=4); c.request('GET', '/'); c.getresponse()`
      : `import urllib.request as u; u.build_opener(u.ProxyHandler({})).open('${url}', timeout=4)`;
  return ['python', '-c', probe];
}
