import { describe, expect, it } from 'vitest';
import { healthcheckCommand } from './healthcheck';

const ask = (port: number, path: string) =>
  `import socket; s = socket.create_connection(('127.0.0.1', ${port}), 4); s.sendall(b'GET ${path} HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n'); `;

describe('healthcheckCommand', () => {
  it('is content with any answer where no path is named', () => {
    const [program, isolated, bare, flag, probe] = healthcheckCommand(8000, null);
    expect([program, isolated, bare, flag]).toEqual(['python', '-I', '-S', '-c']);
    expect(probe).toBe(`${ask(8000, '/')}raise SystemExit(not s.recv(1))`);
  });

  it('wants a path to answer well, and tells the answer that it got otherwise', () => {
    expect(healthcheckCommand(5000, '/health?full=1').at(-1)).toBe(
      `${ask(5000, '/health?full=1')}a = s.recv(64).decode().split('\\r')[0]; raise SystemExit(None if a[9:10] in ('2', '3') else a)`,
    );
  });
});
