import { describe, expect, it } from 'vitest';
import { healthcheckCommand } from './healthcheck';

const probe = (given: Partial<Parameters<typeof healthcheckCommand>[0]>) =>
  healthcheckCommand({ framework: 'flask', port: 8000, healthPath: null, ...given });

describe('healthcheckCommand', () => {
  it('is content with any answer where no path is named', () => {
    expect(probe({})).toEqual([
      'python',
      '-c',
      "import http.client as h; c = h.HTTPConnection('127.0.0.1', 8000, timeout=4); c.request('GET', '/'); c.getresponse()",
    ]);
  });

  it('wants a path to answer well, past any proxy', () => {
    expect(probe({ port: 5000, healthPath: '/health?full=1' })?.at(-1)).toBe(
      "import urllib.request as u; u.build_opener(u.ProxyHandler({})).open('http://127.0.0.1:5000/health?full=1', timeout=4)",
    );
  });

  it('only connects to a gRPC server', () => {
    expect(probe({ framework: 'grpc', port: 50051 })?.at(-1)).toBe(
      "import socket; socket.create_connection(('127.0.0.1', 50051), timeout=4).close()",
    );
  });

  it('asks nothing of what serves nothing', () => {
    expect(probe({ framework: 'celery', port: null })).toBeNull();
  });
});
