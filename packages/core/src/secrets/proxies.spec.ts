import { describe, expect, it } from 'vitest';
import { buildProxies } from './proxies';

const engine = 'unix:///var/run/docker.sock';
const both = (name: string, value: string) => ({ [name]: value, [name.toLowerCase()]: value });

describe('buildProxies', () => {
  it('takes the environment’s, for a step in both spellings', () => {
    const env = { HTTPS_PROXY: 'http://ci:s3cret@proxy:3128', no_proxy: 'corp', HTTP_PROXY: '' };
    expect(buildProxies({}, engine, env)).toEqual({
      args: { ...both('HTTPS_PROXY', 'http://ci:s3cret@proxy:3128'), ...both('NO_PROXY', 'corp') },
      unreachable: [],
    });
    expect(buildProxies({}, engine, { NO_PROXY: 'corp' }).args).toEqual({});
  });

  it('takes those of Docker’s configuration first: the engine’s own, or the default', () => {
    const proxies = {
      default: { httpProxy: 'http://default', noProxy: 'a' },
      'tcp://build:2375': { httpProxy: 'http://build' },
    };
    const env = { HTTP_PROXY: 'http://env' };
    expect(buildProxies({ proxies }, engine, env).args).toEqual({
      ...both('HTTP_PROXY', 'http://default'),
      ...both('NO_PROXY', 'a'),
    });
    expect(buildProxies({ proxies }, 'tcp://build:2375', env).args).toEqual(
      both('HTTP_PROXY', 'http://build'),
    );
  });

  it.each(['http://localhost:3128', '127.0.0.1:3128', 'http://u:p@[::1]:1', 'socks5://127.1.2.3'])(
    'leaves out %s of the environment, which no step can reach',
    (proxy) => {
      expect(buildProxies({}, engine, { HTTP_PROXY: proxy })).toEqual({
        args: {},
        unreachable: ['HTTP_PROXY'],
      });
      const proxies = { default: { httpProxy: proxy } };
      expect(buildProxies({ proxies }, engine, {}).args).toEqual(both('HTTP_PROXY', proxy));
    },
  );

  it.each([{ proxies: null }, { proxies: { default: 7 } }, { proxies: { default: { httpProxy: 7 } } }, {}])(
    'gets along with %j',
    (config) => {
      expect(buildProxies(config as never, engine, {})).toEqual({ args: {}, unreachable: [] });
    },
  );
});
