import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectEngine, type Engine } from '../../packages/engine/src/connection/connect';
import { type Connection, SecondEngine } from '../../packages/engine/src/specs/second-engine';
import { serverImage } from '../../packages/engine/src/specs/servers';
import { must } from '../harness/command';
import { Workspace } from '../harness/workspace';

// The other files' engine has the classic image store and is reached over its socket.
describe('an engine elsewhere, with the containerd image store', { tags: ['docker'] }, () => {
  let first: Engine;
  let second: SecondEngine;
  let workspace: Workspace;

  beforeAll(async () => {
    first = await connectEngine();
  });
  const image = serverImage(() => first);
  beforeAll(async () => {
    second = await SecondEngine.start(first, image(), { features: { 'containerd-snapshotter': true } });
    workspace = await Workspace.make('engines');
    await workspace.init();
    await workspace.service('api', { ports: ['8000'] });
  });

  afterAll(async () => {
    await workspace?.close();
    await second?.stop();
  });

  const connections: Connection[] = ['unix', 'tls', 'ssh'];
  const inspect = async (connection: Connection) => {
    const env = { ...process.env, ...second.env(connection) };
    const format = '{{.Id}} {{index .Config.Labels "dev.pydock.fingerprint"}}';
    return must('docker', ['image', 'inspect', '--format', format, `${workspace.name}-api`], {
      cwd: '/',
      env,
    });
  };

  it.each(connections)('builds over %s what is stale there, and nothing else', async (connection) => {
    const env = second.env(connection);
    await workspace.write('api/over.txt', `over ${connection}\n`);
    expect(await workspace.mustNx('run api:docker-build', env)).toContain('built ');
    const built = await inspect(connection);
    expect(built).toMatch(/^sha256:[0-9a-f]{64} v2:sha256:[0-9a-f]{64}$/m);
    expect(await workspace.mustNx('run api:docker-build', env)).toContain('up to date');
    expect(await inspect(connection)).toBe(built);
  });

  it.each(['tls', 'ssh'] as const)('plans, starts and ends services over %s', async (connection) => {
    const env = second.env(connection);
    const plan = await workspace.mustNx('run api:docker-up --dry-run', env);
    expect(plan).toMatch(/^create api +because it has no container$/m);
    expect(plan).not.toMatch(/^build api/m);
    await workspace.mustNx('run api:docker-up', env);
    expect(await workspace.mustNx('run api:docker-up', env)).toContain('Nothing to do');
    await workspace.write('api/up.txt', `over ${connection}\n`);
    expect(await workspace.mustNx('run api:docker-up', env)).toMatch(
      /^recreate api +because its image is built anew$/m,
    );
    await workspace.mustNx('run api:docker-down', env);
    expect(await workspace.mustNx('run api:docker-up --dry-run', env)).toMatch(/^create api/m);
  });
});
