import { describe, expect, it } from 'vitest';
import { healthcheckCommand } from './healthcheck';

const probe = (given: Partial<Parameters<typeof healthcheckCommand>[0]>) =>
  healthcheckCommand({ framework: 'flask', port: 8000, healthPath: null, ...given });

const connect = (port: number) => `import socket; s = socket.create_connection(('127.0.0.1', ${port}), 4)`;
const ask = (path: string) => `s.sendall(b'GET ${path} HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n')`;

describe('healthcheckCommand', () => {
  it('is content with any answer where no path is named', () => {
    const command = ['python', '-I', '-S', '-c'];
    expect(probe({})).toEqual([...command, `${connect(8000)}; ${ask('/')}; raise SystemExit(not s.recv(1))`]);
  });

  it('wants a path to answer well, and tells the answer that it got otherwise', () => {
    expect(probe({ port: 5000, healthPath: '/health?full=1' })?.at(-1)).toBe(
      `${connect(5000)}; ${ask('/health?full=1')}; a = s.recv(64).decode().split('\\r')[0]; raise SystemExit(None if a[9:10] in ('2', '3') else a)`,
    );
  });

  it('only connects to a gRPC server', () => {
    expect(probe({ framework: 'grpc', port: 50051 })?.at(-1)).toBe(connect(50051));
  });

  it('asks nothing of what serves nothing', () => {
    expect(probe({ framework: 'celery', port: null })).toBeNull();
  });
});
