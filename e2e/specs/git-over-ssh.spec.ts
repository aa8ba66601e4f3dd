import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it, describe } from 'vitest';
import { connectEngine, type Engine } from '../../packages/engine/src/connection/connect';
import { GitServer } from '../../packages/engine/src/specs/git-server';
import { serverImage, until } from '../../packages/engine/src/specs/servers';
import { must, userEnvironment } from '../harness/command';
import { docker } from '../harness/docker';
import { expectFailure } from '../harness/failure';
import { partsWith } from '../harness/image-contents';
import { Workspace } from '../harness/workspace';

describe('a requirement from git over ssh', { tags: ['docker'] }, () => {
  let engine: Engine;
  let server: GitServer;
  let workspace: Workspace;
  let socket: string;

  beforeAll(async () => {
    engine = await connectEngine();
  });
  const image = serverImage(() => engine);
  beforeAll(async () => {
    server = await GitServer.start(engine, image(), 'ed25519', 'from git over ssh');
    workspace = await Workspace.make('git-over-ssh');
    await workspace.init();
    // The name of the workspace is for the engine, which keeps the steps of earlier runs.
    const requirement = `quiet-harbour @ git+${server.repository}@main`;
    await workspace.write('job/requirements.txt', `# ${workspace.name}\n${requirement}\n`);
    await workspace.write('job/main.py', 'import quiet_harbour\n\nprint(quiet_harbour.TEXT)\n');
    await workspace.write('job/.python-version', '3.13\n');
    await workspace.write(`../${workspace.name}-home/.ssh/known_hosts`, `${server.knownHost}\n`);
    await workspace.mustNx('g pydock:dockerize job');
    socket = `${workspace.directory}-agent`;
    workspace.launch('ssh-agent', ['-D', '-a', socket]);
    const env = userEnvironment({ SSH_AUTH_SOCK: socket });
    await until(() => must('ssh-add', ['-q', server.key], { cwd: '/', env }));
  }, 120_000);

  afterAll(async () => {
    await workspace?.close();
    await server?.stop();
  });

  const home = () => ({
    HOME: `${workspace.directory}-home`,
    PIP_CERT: '/etc/ssl/certs/ca-certificates.crt',
  });

  it('says what it lacks where there is no agent', async () => {
    const expected = { code: 'PYDOCK_BUILD_FAILED', says: [/Permission denied|Could not read from remote/] };
    await expectFailure(workspace, 'run job:docker-build', expected, { ...home(), SSH_AUTH_SOCK: '' });
  });

  it('is installed with the keys of the agent, of which nothing stays', async () => {
    await workspace.mustNx('run job:docker-build', { ...home(), SSH_AUTH_SOCK: socket });
    expect(await docker('run', '--rm', `${workspace.name}-job`)).toBe('from git over ssh');
    const key = (await readFile(server.key, 'utf8')).split('\n')[2] ?? '';
    const [, , hostKey = ''] = server.knownHost.split(' ');
    expect(await partsWith(`${workspace.name}-job`, [key, hostKey])).toEqual([]);
  });
});
