/** The proxies of a build: BuildKit gives these arguments to every step, and keeps them out of the history and its cache. */
export interface BuildProxies {
  readonly args: Readonly<Record<string, string>>;
  /** Variables that name a proxy on this machine itself, where no step of a build can reach it. */
  readonly unreachable: readonly string[];
}

/** Of ~/.docker/config.json, as far as it is sound. */
export interface DockerConfig {
  readonly proxies?: Readonly<Record<string, unknown>>;
}

const kinds = { HTTP_PROXY: 'httpProxy', HTTPS_PROXY: 'httpsProxy', FTP_PROXY: 'ftpProxy' } as const;
const others = { ALL_PROXY: 'allProxy', NO_PROXY: 'noProxy' } as const;

/** Docker's own configuration first, then the environment. */
export function buildProxies(
  config: DockerConfig,
  dockerHost: string,
  env: Readonly<Record<string, string | undefined>>,
): BuildProxies {
  const configured = config.proxies?.[dockerHost] ?? config.proxies?.['default'];
  const args: Record<string, string> = {};
  const unreachable: string[] = [];
  for (const [name, key] of Object.entries({ ...kinds, ...others })) {
    const stated = textOf(configured, key);
    const value = stated ?? env[name.toLowerCase()] ?? env[name];
    if (value === undefined || value === '') continue;
    if (stated === null && name !== 'NO_PROXY' && isLoopback(value)) unreachable.push(name);
    else args[name] = args[name.toLowerCase()] = value;
  }
  const isProxied = Object.keys(args).some((name) => name !== 'NO_PROXY' && name !== 'no_proxy');
  return { args: isProxied ? args : {}, unreachable };
}

function textOf(config: unknown, key: string): string | null {
  const value = (config as Readonly<Record<string, unknown>> | null | undefined)?.[key];
  return typeof value === 'string' && value !== '' ? value : null;
}

function isLoopback(proxy: string): boolean {
  const host = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^/@]*@)?(\[[^\]]*\]|[^:/]*)/i.exec(proxy)?.[1] ?? '';
  return /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\]|0\.0\.0\.0)$/i.test(host);
}
