import { describe, expect, it } from 'vitest';
import { codeOf, failureOf } from '../specs/failures';
import { formatEndpoint, isLocal, parseEndpoint } from './endpoint';

const parse = (address: string, tls: string | null = null) => parseEndpoint(address, 'DOCKER_HOST', tls);

describe('parseEndpoint', () => {
  it.each([
    ['unix:///var/run/docker.sock', { kind: 'socket', path: '/var/run/docker.sock' }],
    ['unix:///home/a b/docker.sock', { kind: 'socket', path: '/home/a b/docker.sock' }],
    ['npipe:////./pipe/docker_engine', { kind: 'socket', path: '//./pipe/docker_engine' }],
    ['tcp://build:2375', { kind: 'tcp', host: 'build', port: 2375, tlsDirectory: null }],
    ['tcp://build', { kind: 'tcp', host: 'build', port: 2375, tlsDirectory: null }],
    ['tcp://build/', { kind: 'tcp', host: 'build', port: 2375, tlsDirectory: null }],
    ['tcp://build:80', { kind: 'tcp', host: 'build', port: 80, tlsDirectory: null }],
    ['tcp://[::1]:2375', { kind: 'tcp', host: '::1', port: 2375, tlsDirectory: null }],
    ['10.0.0.7:4000', { kind: 'tcp', host: '10.0.0.7', port: 4000, tlsDirectory: null }],
    ['build:2375', { kind: 'tcp', host: 'build', port: 2375, tlsDirectory: null }],
    ['ssh://me@build', { kind: 'ssh', host: 'build', port: null, user: 'me', path: '' }],
    ['ssh://a%40b@build:2222/', { kind: 'ssh', host: 'build', port: 2222, user: 'a@b', path: '' }],
    ['ssh://build/run/my.sock', { kind: 'ssh', host: 'build', port: null, user: '', path: '/run/my.sock' }],
  ])('reads %s', (address, expected) => {
    expect(parse(address)).toEqual({ source: 'DOCKER_HOST', ...expected });
  });

  it('takes the port of TLS where certificates are given', () => {
    expect(parse('tcp://build', '/certs')).toMatchObject({ port: 2376, tlsDirectory: '/certs' });
    expect(parse('tcp://build:1234', '/certs')).toMatchObject({ port: 1234 });
  });

  it.each(['', 'unix://', 'tcp://', 'tcp://build:99999', 'tcp://:2375', 'a b', '/var/run/docker.sock'])(
    'refuses "%s"',
    async (address) => {
      expect(await codeOf(() => parse(address))).toBe('PYDOCK_ENGINE_UNREACHABLE');
    },
  );

  it.each(['http://build:2375', 'https://build', 'fd://3', 'tpc://build'])(
    'refuses the scheme of %s, as docker does',
    async (address) => {
      const { why } = await failureOf(() => parse(address));
      expect(why).toBe(`DOCKER_HOST: the scheme of "${address}" is not unix, npipe, tcp or ssh`);
    },
  );
});

it.each([
  ['unix:///run/docker.sock', '/run/docker.sock (DOCKER_HOST)'],
  ['tcp://[::1]', 'tcp://[::1]:2375 (DOCKER_HOST)'],
  ['ssh://me@build', 'ssh://me@build (DOCKER_HOST)'],
  ['ssh://build:2222/run/my.sock', 'ssh://build:2222/run/my.sock (DOCKER_HOST)'],
])('formats %s', (address, text) => {
  expect(formatEndpoint(parse(address))).toBe(text);
});

it.each([
  ['unix:///run/docker.sock', true],
  ['tcp://localhost', true],
  ['tcp://127.0.0.1:2375', true],
  ['tcp://[::1]:2375', true],
  ['tcp://build', false],
  ['ssh://localhost', false],
])('knows whether the ports of %s are ports of this machine', (address, local) => {
  expect(isLocal(parse(address))).toBe(local);
});
