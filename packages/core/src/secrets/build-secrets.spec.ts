import { describe, expect, it } from 'vitest';
import { serviceSource } from '../specs/services';
import { resolveService } from '../compose/resolve';
import { type Host, buildSecrets, missingSecret } from './build-secrets';

const host = (env: Record<string, string> = {}, ...files: string[]): Host => ({
  env,
  home: '/home/me',
  workspaceRoot: '/work',
  exists: (path) => files.includes(path),
});
const usual = { usual: true, byId: {} };
const file = (id: string, path: string) => ({ id, file: path });

describe('buildSecrets', () => {
  it('lends what this machine has, the variable’s file before the usual one', () => {
    expect(buildSecrets(usual, host())).toEqual([]);
    const bundles = ['/etc/ssl/certs/ca-certificates.crt', '/corp.pem'];
    expect(buildSecrets(usual, host({}, ...bundles))).toEqual([file('ca-bundle', bundles[0] ?? '')]);
    const env = { PIP_CERT: '/gone.pem', SSL_CERT_FILE: '/corp.pem' };
    expect(buildSecrets(usual, host(env, ...bundles))).toEqual([file('ca-bundle', '/corp.pem')]);
    expect(buildSecrets(usual, host({}, '/home/me/.netrc', '/etc/pip.conf'))).toEqual([
      file('netrc', '/home/me/.netrc'),
      file('pip-conf', '/etc/pip.conf'),
    ]);
  });

  it('lends variables by which package managers know indexes, and no others', () => {
    const env = {
      PIP_INDEX_URL: 'https://ci:s3cret@a/simple',
      PIP_FIND_LINKS: '/opt/wheels',
      UV_INDEX_CORP_PASSWORD: 'x',
      POETRY_HTTP_BASIC_CORP_USERNAME: 'ci',
      PDM_PYPI_URL: 'https://a',
      UV_INDEX_URL: '',
      PIP_TARGET: '/x',
      AWS_SECRET_ACCESS_KEY: 'x',
    };
    const variables = [
      'PDM_PYPI_URL',
      'PIP_INDEX_URL',
      'POETRY_HTTP_BASIC_CORP_USERNAME',
      'UV_INDEX_CORP_PASSWORD',
    ];
    expect(buildSecrets(usual, host(env))).toEqual([{ id: 'index-env', variables }]);
    expect(buildSecrets(usual, host({ PIP_FIND_LINKS: 'https://a/' }))).toHaveLength(1);
  });

  it('lends what is stated in place of the usual, or nothing', () => {
    const here = host({ PIP_INDEX_URL: 'x' }, '/home/me/.netrc');
    expect(buildSecrets({ usual: false, byId: {} }, here)).toEqual([]);
    expect(buildSecrets({ usual: true, byId: { netrc: null, 'index-env': null } }, here)).toEqual([]);
    const byId = {
      netrc: { file: '~/ci/netrc' },
      'index-env': { environment: ['CORP_USER', 'PIP_INDEX_URL'] },
      token: { environment: 'TOKEN' },
      own: { file: 'apps/api/own' },
    };
    expect(buildSecrets({ usual: true, byId }, here)).toEqual([
      file('netrc', '/home/me/ci/netrc'),
      { id: 'index-env', variables: ['PIP_INDEX_URL', 'CORP_USER'] },
      { id: 'token', environment: 'TOKEN' },
      file('own', '/work/apps/api/own'),
    ]);
  });
});

describe('missingSecret', () => {
  const missing = (secrets: unknown, here: Host) =>
    missingSecret(resolveService(serviceSource({ project: 'api', buildOptions: { secrets } })), here)
      ?.failure;

  it('names the first stated one that is not there', () => {
    expect(missing({ token: './token' }, host())).toMatchObject({
      code: 'PYDOCK_SECRET_MISSING',
      why: expect.stringMatching(/^there is no file \/work\/.*token$/) as string,
      place: { option: 'targets.docker-build.options.secrets.token' },
    });
    const why = 'the environment variable TOKEN is not set';
    expect(missing({ token: { environment: 'TOKEN' } }, host())?.why).toBe(why);
    expect(missing({ 'index-env': { environment: ['A', 'TOKEN'] } }, host({ A: '' }))?.why).toBe(why);
  });

  it('has nothing to say of others', () => {
    expect(missing({ token: { environment: 'TOKEN' }, netrc: false }, host({ TOKEN: 'x' }))).toBeUndefined();
    expect(missing(undefined, host())).toBeUndefined();
  });
});
