import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { execFile } from 'node:child_process';
import type { BuildSsh } from '@pydock/core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { connectEngine, type Engine } from '../../connection/connect';
import { directoryOf } from '../../specs/directory';
import { buildFor, requestOf, unique } from '../../specs/engine';
import { failureOf } from '../../specs/failures';
import { GitServer } from '../../specs/git-server';
import { serverImage, until } from '../../specs/servers';

const run = promisify(execFile);

describe('keys that are lent to a build', { tags: ['docker'], timeout: 60_000 }, () => {
  let engine: Engine;
  const servers: GitServer[] = [];
  const content = unique('harbour');
  beforeAll(async () => {
    engine = await connectEngine();
  });
  const image = serverImage(() => engine);
  beforeAll(async () => {
    for (const type of ['ed25519', 'rsa'] as const)
      servers.push(await GitServer.start(engine, image(), type, `${content} of ${type}`));
  }, 60_000);
  afterAll(() => Promise.all(servers.map((server) => server.stop())));

  /** Clones from a server in a step that is lent a key, and says what it got. */
  const clone = async (server: GitServer, ssh: readonly BuildSsh[], mount = 'type=ssh') => {
    const text = [
      `FROM ${image()}`,
      `RUN --mount=${mount} --mount=type=secret,id=known_hosts,target=/root/.ssh/known_hosts \\`,
      `  GIT_SSH_COMMAND='ssh -o BatchMode=yes' git clone -q ${server.repository} /harbour && cat /harbour/harbour.txt # ${unique('step')}`,
      '',
    ];
    const root = await directoryOf({ known_hosts: `${server.knownHost}\n` });
    const secrets = [{ id: 'known_hosts', file: join(root, 'known_hosts') }];
    const { events } = await buildFor(engine, await requestOf(root, text.join('\n'), { ssh, secrets }));
    return events.map((event) => (event.kind === 'log' ? event.text : '')).join('');
  };
  const [first, second] = [() => servers[0] as GitServer, () => servers[1] as GitServer];

  /** Starts an agent with a server's key; it ends with the test. */
  const agentWith = async (server: GitServer): Promise<string> => {
    const socket = join(await directoryOf(), 'agent.sock');
    const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' });
    onTestFinished(async () => {
      agent.kill();
      await rm(socket, { force: true });
    });
    await until(() => run('ssh-add', ['-q', server.key], { env: { ...process.env, SSH_AUTH_SOCK: socket } }));
    return socket;
  };

  it('are those of files, of either type, by the id that a step names', async () => {
    const ssh = [
      { id: 'default', keys: [first().key] },
      { id: 'deploy', keys: [first().key, second().key] },
    ];
    expect(await clone(first(), ssh)).toContain(`${content} of ed25519`);
    expect(await clone(second(), ssh, 'type=ssh,id=deploy')).toContain(`${content} of rsa`);
    const refused = await failureOf(() => clone(second(), ssh));
    expect(refused.quote?.join('\n')).toMatch(/Permission denied/);
  });

  it('are those of an agent', async () => {
    const agent = await agentWith(first());
    expect(await clone(first(), [{ id: 'default', agent }])).toContain(`${content} of ed25519`);
  });

  it('can not be added to, removed or locked by a step', async () => {
    const agent = await agentWith(first());
    const text = `FROM ${image()}
RUN --mount=type=ssh ssh-add -l && ssh-keygen -q -t ed25519 -N '' -f /other \\
  && ! ssh-add -q /other && ! ssh-add -D && ssh-add -l | wc -l | grep -qx 1
`;
    const request = await requestOf(await directoryOf(), text, { ssh: [{ id: 'default', agent }] });
    expect(await buildFor(engine, request)).toMatchObject({ intact: true });
    const { stdout } = await run('ssh-add', ['-l'], { env: { ...process.env, SSH_AUTH_SOCK: agent } });
    expect(stdout.trim().split('\n')).toHaveLength(1);
  });

  it('are asked for, where a step wants them and there are none', async () => {
    for (const [mount, id] of [
      ['type=ssh,required=true', 'default'],
      ['type=ssh,required=true,id=deploy', 'deploy'],
    ] as const) {
      const { code, what } = await failureOf(() => clone(first(), [], mount));
      expect(code).toBe('PYDOCK_SSH_UNUSABLE');
      expect(what).toContain(`"${id}"`);
    }
  });

  it('are told of where they can’t be used', async () => {
    const root = await directoryOf({ text: 'no key' });
    await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', 'secret', '-f', join(root, 'locked')]);
    const why = async (file: string) => {
      const ssh = [{ id: 'default', keys: [join(root, file)] }];
      const { code, why: told } = await failureOf(() => clone(first(), ssh));
      expect(code).toBe('PYDOCK_SSH_UNUSABLE');
      return told;
    };
    expect(await why('locked')).toMatch(/locked has a passphrase$/);
    expect(await why('locked.pub')).toMatch(/locked\.pub is a public key$/);
    expect(await why('text')).toMatch(/text is no private key$/);
    expect(await why('none')).toMatch(/none can't be read: ENOENT/);
  });

  it('fail the step where the agent is gone', async () => {
    const { code } = await failureOf(() => clone(first(), [{ id: 'default', agent: '/nowhere/agent.sock' }]));
    expect(code).toBe('PYDOCK_BUILD_FAILED');
  });
});
