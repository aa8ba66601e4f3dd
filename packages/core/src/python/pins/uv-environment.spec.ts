import { describe, expect, it } from 'vitest';
import { uvEnvironment, pipOptions } from './uv-environment';

const config = [
  "global.index-url='https://packages.example.com/simple'",
  "global.extra-index-url='\\nhttps://a.example.com/simple\\nhttps://b.example.com/simple'",
  "global.cert='/etc/ssl/company.crt'",
  "install.index-url='https://install.example.com/simple'",
  ":env:.cert='/tmp/env.crt'",
  "list.index-url='https://list.example.com/simple'",
  'not an option',
].join('\n');

describe('pipOptions', () => {
  it('takes the stronger one: the environment, install, global', () => {
    expect(Object.fromEntries(pipOptions(config))).toEqual({
      'index-url': 'https://install.example.com/simple',
      'extra-index-url': 'https://a.example.com/simple https://b.example.com/simple',
      cert: '/tmp/env.crt',
    });
    expect(pipOptions('').size).toBe(0);
  });
});

describe('uvEnvironment', () => {
  const options = pipOptions(config);

  it('tells uv what pip knows', () => {
    expect(uvEnvironment(options, {}, false)).toEqual({
      UV_DEFAULT_INDEX: 'https://install.example.com/simple',
      UV_INDEX: 'https://a.example.com/simple https://b.example.com/simple',
      SSL_CERT_FILE: '/tmp/env.crt',
    });
  });

  it('leaves the word to uv where it has one', () => {
    expect(uvEnvironment(options, {}, true)).toEqual({ SSL_CERT_FILE: '/tmp/env.crt' });
    const env = { UV_INDEX_URL: 'https://other.example.com', SSL_CERT_FILE: '/mine.crt' };
    expect(uvEnvironment(options, env, false)).toEqual({});
  });
});
