import { describe, expect, it } from 'vitest';
import { atLeast, decide, isOurDaemon, needsDockerLink, parseOsRelease } from './decide.mjs';

const debian = { id: 'debian', version: '12', codename: 'bookworm' };
const ubuntu = { id: 'ubuntu', version: '24.04', codename: 'noble' };
const socket = {
  url: 'unix:///var/run/docker.sock',
  source: 'the default socket',
  configured: false,
  tls: false,
};
const engine = { ...socket, version: '28.5.2', apiVersion: '1.51' };
const silence = { ...socket, error: 'ENOENT' };

/** Root on Debian 12 with nothing running, but for what is given. @param {Partial<import('./decide.mjs').Facts>} facts */
const decideOn = (facts) =>
  decide({ platform: 'linux', uid: 0, os: debian, engine: null, silent: [silence], compose: null, ...facts });

describe('decide', () => {
  it('uses an engine that answers when compose works', () => {
    const decision = decideOn({ engine, silent: [], compose: '2.40.3' });
    expect(decision).toEqual({ do: 'use', engine, compose: '2.40.3' });
  });

  it('uses it on any platform', () => {
    expect(decideOn({ platform: 'darwin', uid: 501, engine, compose: '2.40.3' }).do).toBe('use');
  });

  it('refuses an engine that is too old, whoever asks', () => {
    const old = { ...engine, version: '20.10.24', apiVersion: '1.41' };
    const decision = decideOn({ engine: old, compose: '2.40.3' });
    expect(decision).toMatchObject({
      do: 'explain',
      kind: 'TOO_OLD',
      why: expect.stringContaining('API 1.41'),
    });
  });

  it('takes the oldest supported API', () => {
    expect(decideOn({ engine: { ...engine, apiVersion: '1.44' }, compose: '2.40.3' }).do).toBe('use');
  });

  it('installs and starts an engine as root on Debian and Ubuntu', () => {
    expect(decideOn({})).toEqual({ do: 'install', distribution: 'debian', daemon: true });
    expect(decideOn({ os: ubuntu })).toEqual({ do: 'install', distribution: 'ubuntu', daemon: true });
    expect(decideOn({ os: { ...debian, version: '' } }).do).toBe('install');
  });

  it('installs only compose where just that is missing', () => {
    expect(decideOn({ engine, silent: [] })).toEqual({
      do: 'install',
      distribution: 'debian',
      daemon: false,
    });
  });

  it('explains missing compose where it can not install it', () => {
    expect(decideOn({ engine, silent: [], uid: 1000 })).toMatchObject({ do: 'explain', kind: 'NO_COMPOSE' });
  });

  it('sends another user to sudo', () => {
    expect(decideOn({ uid: 1000 })).toMatchObject({
      do: 'explain',
      kind: 'UNREACHABLE',
      todo: 'sudo npm run engine',
    });
  });

  it.each(['darwin', 'win32'])('sends %s to Docker Desktop', (platform) => {
    const decision = decideOn({ platform: /** @type {NodeJS.Platform} */ (platform), uid: -1 });
    expect(decision).toMatchObject({ do: 'explain', todo: expect.stringContaining('Docker Desktop') });
  });

  it.each([
    { ...debian, version: '11' },
    { ...ubuntu, version: '20.04' },
    { id: 'fedora', version: '42', codename: '' },
  ])('sends $id $version to the installation page', (os) => {
    const todo = expect.stringContaining('https://docs.docker.com/engine/install/');
    expect(decideOn({ os })).toMatchObject({ do: 'explain', todo });
  });

  it('starts nothing where the docker CLI looks elsewhere', () => {
    const elsewhere = {
      url: 'tcp://10.0.0.1:2375',
      source: 'DOCKER_HOST',
      configured: true,
      tls: false,
      error: 'ETIMEDOUT',
    };
    expect(decideOn({ silent: [elsewhere] })).toMatchObject({
      do: 'explain',
      what: expect.stringContaining('tcp://10.0.0.1:2375'),
      todo: expect.stringContaining('unset DOCKER_HOST'),
    });
  });

  it.each(['unix:///var/run/docker.sock', 'unix:///run/docker.sock'])(
    'starts one where DOCKER_HOST is %s',
    (url) => {
      const configured = { ...silence, url, source: 'DOCKER_HOST', configured: true };
      expect(decideOn({ silent: [configured] }).do).toBe('install');
    },
  );

  it('tells a user whom the socket does not let in about the group', () => {
    const decision = decideOn({ uid: 1000, silent: [{ ...silence, error: 'EACCES' }] });
    expect(decision).toMatchObject({ do: 'explain', todo: expect.stringContaining('usermod -aG docker') });
  });
});

describe('atLeast', () => {
  it.each([
    ['1.44', '1.44', true],
    ['1.51', '1.44', true],
    ['1.9', '1.44', false],
    ['2.0', '1.44', true],
    ['12', '12', true],
    ['22', '22.04', false],
    ['', '22.04', false],
  ])('%s at least %s: %s', (version, oldest, expected) => {
    expect(atLeast(version, oldest)).toBe(expected);
  });
});

describe('parseOsRelease', () => {
  it('reads quoted and bare values', () => {
    const text = 'PRETTY_NAME="Debian GNU/Linux 12"\nVERSION_ID="12"\nVERSION_CODENAME=bookworm\nID=debian\n';
    expect(parseOsRelease(text)).toEqual(debian);
  });

  it('leaves empty what is not there', () => {
    expect(parseOsRelease('')).toEqual({ id: '', version: '', codename: '' });
  });
});

describe('isOurDaemon', () => {
  const argv = ['/x/usr/sbin/dockerd', '--pidfile=/state/docker.pid', '--data-root=/state/store', ''];

  it('knows a dockerd by the pid file it was given', () => {
    expect(isOurDaemon(argv, '/state/docker.pid')).toBe(true);
  });

  it.each([
    ['another dockerd', ['/usr/sbin/dockerd', '']],
    ['a process that took over its pid', ['/usr/bin/node', '--pidfile=/state/docker.pid']],
    ['no process', ['']],
  ])('leaves %s alone', (_, other) => {
    expect(isOurDaemon(other, '/state/docker.pid')).toBe(false);
  });
});

describe('needsDockerLink', () => {
  it('links ours before the distribution’s old CLI, never over the user’s', () => {
    expect([null, '/usr/bin/docker', '/usr/local/bin/docker'].map(needsDockerLink)).toEqual([
      true,
      true,
      false,
    ]);
  });
});
