import { describe, expect, it } from 'vitest';
import { resolveService } from '../compose/resolve';
import { serviceSource } from '../specs/services';
import { buildSsh, missingSsh } from './ssh';

const host = (env: Record<string, string> = {}, ...files: string[]) => ({
  env,
  home: '/home/me',
  workspaceRoot: '/work',
  exists: (path: string) => files.includes(path),
});
const agent = '/run/agent.sock';
const running = host({ SSH_AUTH_SOCK: agent }, '/home/me/.ssh/deploy', '/work/apps/api/key');
const service = (ssh: unknown) =>
  resolveService(serviceSource({ project: 'api', buildOptions: ssh === undefined ? {} : { ssh } }));
const lent = (ssh: unknown, here = running) => buildSsh(service(ssh).buildSsh, here);

describe('buildSsh', () => {
  it('lends the agent, where one runs', () => {
    expect(lent(undefined)).toEqual([{ id: 'default', agent }]);
    expect(lent(undefined, host())).toEqual([]);
    expect(lent(undefined, host({ SSH_AUTH_SOCK: '' }))).toEqual([]);
  });

  it.each([false, { default: false }, { default: null }])('lends none with %j', (ssh) => {
    expect(lent(ssh)).toEqual([]);
  });

  it.each([[{ deploy: '~/.ssh/deploy', own: './key' }], [['deploy=~/.ssh/deploy', 'own=./key']]])(
    'lends the keys of %j beside the agent',
    (ssh) => {
      expect(lent(ssh)).toEqual([
        { id: 'default', agent },
        { id: 'deploy', keys: ['/home/me/.ssh/deploy'] },
        { id: 'own', keys: ['/work/apps/api/key'] },
      ]);
    },
  );

  it('lends a key in the place of the agent, several keys, and the agent by another name', () => {
    expect(lent({ default: '/keys/a' })).toEqual([{ id: 'default', keys: ['/keys/a'] }]);
    expect(lent(['default=/keys/a,/keys/b'])).toEqual([{ id: 'default', keys: ['/keys/a', '/keys/b'] }]);
    expect(lent({ default: ['/keys/a', '/keys/b'] })).toEqual([
      { id: 'default', keys: ['/keys/a', '/keys/b'] },
    ]);
    expect(lent({ default: false, deploy: true })).toEqual([{ id: 'deploy', agent }]);
  });
});

describe('missingSsh', () => {
  it('is an agent or a key that is not there, at its option', () => {
    expect(missingSsh(service({ deploy: '~/.ssh/deploy', default: true }), running)).toBeNull();
    expect(missingSsh(service(undefined), host())).toBeNull();
    expect(missingSsh(service({ deploy: '~/.ssh/deploy' }), host())?.failure).toMatchObject({
      code: 'PYDOCK_SSH_UNUSABLE',
      why: 'there is no file /home/me/.ssh/deploy',
      place: { option: 'targets.docker-build.options.ssh.deploy' },
    });
    expect(missingSsh(service(['default']), host())?.failure.why).toContain('SSH_AUTH_SOCK is not set');
  });
});
