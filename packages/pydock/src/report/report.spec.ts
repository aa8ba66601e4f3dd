import { composeProject, optionInvalid, PydockError, resolveService } from '@pydock/core';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { reportError, runCommand } from './command';
import { serviceTable } from './table';

const service = (project: string, ports: string[], image?: string) =>
  resolveService({
    project,
    root: project,
    composeProject: 'shop',
    options: { ports, image },
    buildOptions: {},
    graphDependencies: [],
    dockerfileText: null,
    place: () => ({ file: '' }),
    buildPlace: () => ({ file: '' }),
  });
const container = (name: string, state: 'running' | 'exited', health: 'healthy' | null = null) => ({
  id: name,
  name,
  service: name,
  workingDirectory: null,
  volumes: [],
  ports: {},
  configFiles: '/work/docker-compose.yml',
  imageId: '',
  state,
  health,
});

/** What is printed to a stream while a test runs. */
function printed(stream: NodeJS.WriteStream): string[] {
  const lines: string[] = [];
  const spy = vi.spyOn(stream, 'write').mockImplementation(((text: string, done?: () => void) => {
    lines.push(text);
    if (typeof done === 'function') done();
    return true;
  }) as typeof stream.write);
  onTestFinished(() => spy.mockRestore());
  return lines;
}

it('makes a table of services with their state and URLs', () => {
  const project = composeProject('shop', [
    service('api', ['8000:80', '127.0.0.1:8001:81/udp']),
    service('a-long-name', ['10.0.0.7:9000:80', '[2001:db8::1]:9001:80', '[::1]:9002:80']),
    service('job', []),
    service('any', ['80']),
    service('db', ['5432:5432'], 'postgres:18'),
  ]);
  const containers = [
    container('api', 'running', 'healthy'),
    container('a-long-name', 'running'),
    container('job', 'exited'),
  ];
  expect(serviceTable(project.services, { images: new Map(), containers })).toBe(
    [
      'SERVICE      STATE    URL',
      'a-long-name  running  http://10.0.0.7:9000 http://[2001:db8::1]:9001 http://localhost:9002',
      'any          absent   any port → 80',
      'api          healthy  http://localhost:8000 localhost:8001/udp',
      'db           absent   localhost:5432',
      'job          exited   -',
    ].join('\n'),
  );
  expect(serviceTable([], { images: new Map(), containers: [] })).toBe('SERVICE  STATE  URL');
});

describe('reportError', () => {
  it('prints what a user reads, and the stack of what is a fault of ours', () => {
    const lines = printed(process.stderr);
    const error = optionInvalid(1, 'a text', { file: 'project.json' });
    reportError(error);
    reportError(new TypeError('oops'));
    reportError('plain');
    expect(lines[0]).toBe(`\n${error.message}\n`);
    expect(lines[1]).toMatch(/^\nTypeError: oops\n {4}at /);
    expect(lines[2]).toBe('\nplain\n');
  });
});

describe('runCommand', () => {
  it('tells how the body ended', async () => {
    const lines = printed(process.stderr);
    expect(await runCommand('nx up', () => Promise.resolve('x'))).toEqual({ success: true });
    const error = optionInvalid(1, 'a text', { file: 'project.json' });
    expect(await runCommand('nx up', () => Promise.reject(error))).toEqual({ success: false, error });
    expect(lines).toEqual([`\n${error.message}\n`]);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'ends with %s when the body has put things in order',
    async (name) => {
      const lines = printed(process.stderr);
      const exit = vi.spyOn(process, 'exit').mockReturnValue(undefined as never);
      onTestFinished(() => exit.mockRestore());
      const listeners = process.listenerCount(name);
      const order: string[] = [];
      const { success } = await runCommand('nx up', async (signal) => {
        const aborted = new Promise((resolve) => signal.addEventListener('abort', resolve));
        process.emit(name);
        process.emit(name);
        await aborted;
        await new Promise((resolve) => setTimeout(resolve, 20));
        order.push(`tidied, exit ${exit.mock.calls.length}`);
        signal.throwIfAborted();
      });
      expect(success).toBe(false);
      expect(order).toEqual(['tidied, exit 0']);
      expect(exit).toHaveBeenCalledWith(130);
      expect(lines.join('')).toContain('PYDOCK_INTERRUPTED: nx up was interrupted');
      expect(process.listenerCount(name)).toBe(listeners);
    },
  );

  it('names the interruption, whatever it made the body fail with, and an error of ours as it is', async () => {
    const lines = printed(process.stderr);
    const exit = vi.spyOn(process, 'exit').mockReturnValue(undefined as never);
    onTestFinished(() => exit.mockRestore());
    const failWith = (error: Error) => async () => {
      process.emit('SIGINT');
      await Promise.reject(error);
    };
    await runCommand('nx up', failWith(new Error('socket hang up')));
    await runCommand(
      'nx up',
      failWith(new PydockError({ code: 'PYDOCK_LOCKED', what: 'x', why: 'y', todo: 'z' })),
    );
    const text = lines.join('');
    expect(text).not.toContain('socket hang up');
    expect(text).toContain('PYDOCK_LOCKED');
  });
});
