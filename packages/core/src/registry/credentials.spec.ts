import { describe, expect, it } from 'vitest';
import { credentialSource, hasNone, helperAnswer, registryOf } from './credentials';

const auth = (text: string) => Buffer.from(text).toString('base64');

it.each([
  ['python:3.13-slim', 'docker.io'],
  ['library/python', 'docker.io'],
  ['docker.io/library/python', 'docker.io'],
  ['index.docker.io/library/python', 'docker.io'],
  ['team/app:1', 'docker.io'],
  ['localhost/app', 'localhost'],
  ['localhost:5000/app:1', 'localhost:5000'],
  ['registry.corp/team/app@sha256:abc', 'registry.corp'],
  ['127.0.0.1:5000/app', '127.0.0.1:5000'],
  ['[::1]:5000/app', '[::1]:5000'],
  ['app:5000', 'docker.io'],
])('the registry of %s is %s', (image, registry) => {
  expect(registryOf(image)).toBe(registry);
});

describe('credentialSource', () => {
  const of = (config: unknown, host: string) => credentialSource(config, host);

  it('takes the entry of the very host and port', () => {
    const auths = {
      'registry.corp:5000': { auth: auth('ci:five') },
      'registry.corp': { auth: auth('ci:none') },
    };
    expect(of({ auths }, 'registry.corp:5000')).toEqual({ stated: { username: 'ci', secret: 'five' } });
    expect(of({ auths }, 'registry.corp')).toEqual({ stated: { username: 'ci', secret: 'none' } });
    expect(of({ auths }, 'registry.corp:5001')).toBeNull();
    expect(of({ auths }, 'evil-registry.corp')).toBeNull();
  });

  it.each([
    'https://registry.corp',
    'http://registry.corp/',
    'registry.corp/v2/',
    'https://registry.corp/v1/',
  ])('takes an entry that is named %s', (name) => {
    const auths = { [name]: { auth: auth('ci:s3cret') } };
    expect(of({ auths }, 'registry.corp')).toEqual({ stated: { username: 'ci', secret: 's3cret' } });
  });

  it.each(['docker.io', 'index.docker.io', 'registry-1.docker.io'])('knows Docker Hub as %s', (host) => {
    const auths = { 'https://index.docker.io/v1/': { auth: auth('me:hub') } };
    expect(of({ auths }, host)).toEqual({ stated: { username: 'me', secret: 'hub' } });
    expect(of({ auths }, 'ghcr.io')).toBeNull();
  });

  it('keeps colons of a password, and drops zeros at its end', () => {
    const auths = { a: { auth: auth('me:a:b:c\0\0') } };
    expect(of({ auths }, 'a')).toEqual({ stated: { username: 'me', secret: 'a:b:c' } });
  });

  it('takes a name and a password as they are, and an identity token before them', () => {
    const both = { username: 'me', password: 'p' };
    expect(of({ auths: { a: both } }, 'a')).toEqual({ stated: { username: 'me', secret: 'p' } });
    const entry = { ...both, auth: auth('me:p'), identitytoken: 'token' };
    expect(of({ auths: { a: entry } }, 'a')).toEqual({ stated: { username: '', secret: 'token' } });
  });

  it("asks a registry's own helper, then the store of all, and only then the file", () => {
    const config = {
      auths: { a: { auth: auth('me:file') }, b: {} },
      credHelpers: { a: 'ecr-login' },
      credsStore: 'pass',
    };
    expect(of(config, 'a')).toEqual({ helper: 'ecr-login', server: 'a' });
    expect(of(config, 'b')).toEqual({ helper: 'pass', server: 'b' });
    expect(of(config, 'docker.io')).toEqual({ helper: 'pass', server: 'https://index.docker.io/v1/' });
    expect(of({ ...config, credsStore: '' }, 'b')).toBeNull();
  });

  it.each([
    null,
    [],
    'text',
    7,
    { auths: [] },
    { auths: { a: null } },
    { auths: { a: { auth: 7 } } },
    { auths: { a: { auth: '%%%' } } },
  ])('finds nothing in %j', (config) => {
    expect(of(config, 'a')).toBeNull();
  });
});

describe('what a helper answers', () => {
  it('is a name and a secret, or an identity token', () => {
    const answer = (Username: string, Secret: string) =>
      helperAnswer(JSON.stringify({ ServerURL: 'a', Username, Secret }));
    expect(answer('me', 's3cret')).toEqual({ username: 'me', secret: 's3cret' });
    expect(answer('<token>', 's3cret')).toEqual({ username: '', secret: 's3cret' });
    expect(answer('', '')).toBeNull();
  });

  it('is not quoted where it is no JSON', () => {
    expect(() => helperAnswer('s3cret')).toThrow(/^it did not answer with JSON$/);
  });

  it('may be that it has none', () => {
    expect(hasNone('credentials not found in native keychain\n')).toBe(true);
    expect(hasNone('pass not initialized')).toBe(false);
  });
});
