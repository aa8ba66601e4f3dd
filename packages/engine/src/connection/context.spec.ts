import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { directoryOf } from '../specs/directory';
import { failureOf } from '../specs/failures';
import { configDirectory, contextEndpoint } from './context';
import { environmentEndpoint } from './environment';

const idOf = (name: string) => createHash('sha256').update(name).digest('hex');
const metaOf = (name: string, host?: string) => ({
  [`contexts/meta/${idOf(name)}/meta.json`]: JSON.stringify({
    Name: name,
    Endpoints: { docker: { Host: host } },
  }),
});

describe('contextEndpoint', () => {
  it('is none without a configuration, and for the default context', async () => {
    expect(contextEndpoint({ DOCKER_CONFIG: await directoryOf() })).toBeNull();
    expect(contextEndpoint({ DOCKER_CONFIG: await directoryOf({ 'config.json': '{}' }) })).toBeNull();
    const config = await directoryOf({ 'config.json': '{"currentContext":"default"}' });
    expect(contextEndpoint({ DOCKER_CONFIG: config })).toBeNull();
  });

  it('reads the current context', async () => {
    const config = await directoryOf({
      'config.json': '{"currentContext":"colima"}',
      ...metaOf('colima', 'unix:///home/me/.colima/docker.sock'),
    });
    expect(contextEndpoint({ DOCKER_CONFIG: config })).toEqual({
      source: 'docker context colima',
      kind: 'socket',
      path: '/home/me/.colima/docker.sock',
    });
  });

  it('lets DOCKER_CONTEXT win over the current one, where it is not empty', async () => {
    const config = await directoryOf({
      'config.json': '{"currentContext":"one"}',
      ...metaOf('one', 'tcp://one'),
      ...metaOf('two', 'tcp://two'),
    });
    const host = (name: string) => contextEndpoint({ DOCKER_CONFIG: config, DOCKER_CONTEXT: name });
    expect(host('two')).toMatchObject({ host: 'two' });
    expect(host('')).toMatchObject({ host: 'one' });
    expect(host('default')).toBeNull();
  });

  it("takes a context's certificates", async () => {
    const tls = `contexts/tls/${idOf('far')}/docker`;
    const config = await directoryOf({ ...metaOf('far', 'tcp://far:2376'), [`${tls}/ca.pem`]: 'x' });
    expect(contextEndpoint({ DOCKER_CONFIG: config, DOCKER_CONTEXT: 'far' })).toMatchObject({
      host: 'far',
      tlsDirectory: join(config, tls),
    });
  });

  it.each([
    ['a context that is not there', {}],
    ['a context without an engine', metaOf('gone')],
  ])('refuses %s', async (_case, files) => {
    const config = await directoryOf(files);
    const failure = await failureOf(() => contextEndpoint({ DOCKER_CONFIG: config, DOCKER_CONTEXT: 'gone' }));
    expect(failure).toMatchObject({
      code: 'PYDOCK_ENGINE_UNREACHABLE',
      why: 'docker context gone: there is no such context; `docker context ls` lists them',
    });
  });

  it('names a config.json that is broken', async () => {
    const config = await directoryOf({ 'config.json': '{"currentContext": ' });
    const { why } = await failureOf(() => contextEndpoint({ DOCKER_CONFIG: config }));
    expect(why).toContain(`${join(config, 'config.json')}: it is not JSON`);
  });
});

it('takes an empty DOCKER_CONFIG for none', () => {
  expect(configDirectory({ DOCKER_CONFIG: '' })).toBe(join(homedir(), '.docker'));
});

describe('environmentEndpoint', () => {
  it('is none without DOCKER_HOST', () => {
    expect(environmentEndpoint({})).toBeNull();
    expect(environmentEndpoint({ DOCKER_HOST: '', DOCKER_TLS_VERIFY: '1' })).toBeNull();
  });

  it.each([
    [{}, null],
    [{ DOCKER_TLS_VERIFY: '1' }, join(homedir(), '.docker')],
    [{ DOCKER_TLS_VERIFY: '1', DOCKER_CONFIG: '/config' }, '/config'],
    [{ DOCKER_TLS: '1', DOCKER_CERT_PATH: '/certs', DOCKER_CONFIG: '/config' }, '/certs'],
    [{ DOCKER_TLS_VERIFY: '', DOCKER_CERT_PATH: '/certs' }, null],
  ])('reads TLS from %j as the docker CLI does', (env, tlsDirectory) => {
    expect(environmentEndpoint({ DOCKER_HOST: 'tcp://build', ...env })).toMatchObject({
      source: 'DOCKER_HOST',
      host: 'build',
      tlsDirectory,
    });
  });

  it('says which variable is wrong', async () => {
    const { why } = await failureOf(() => environmentEndpoint({ DOCKER_HOST: 'foo://bar' }));
    expect(why).toContain('DOCKER_HOST: the scheme of "foo://bar"');
  });
});
