/** pip's options by name, the strongest first: what `pip config list` prints. */
export function pipOptions(configList: string): ReadonlyMap<string, string> {
  const options = new Map<string, { rank: number; value: string }>();
  for (const line of configList.split(/\r?\n/)) {
    const [, section = '', name = '', quoted = ''] =
      /^(:env:|[\w-]+)\.([\w-]+)=(['"].*['"])$/.exec(line) ?? [];
    const rank = ['global', 'install', ':env:'].indexOf(section);
    const value = quoted
      .slice(1, -1)
      .replace(/\\[nt]/g, ' ')
      .replaceAll('\\\\', '\\')
      .trim();
    if (rank >= (options.get(name)?.rank ?? 0)) options.set(name, { rank, value });
  }
  return new Map([...options].map(([name, { value }]) => [name, value]));
}

const indexVariables = ['UV_INDEX', 'UV_DEFAULT_INDEX', 'UV_INDEX_URL', 'UV_EXTRA_INDEX_URL'];

/**
 * The variables by which uv finds what pip is set up with: uv does not read pip's configuration. Where uv has a word of
 * its own on the matter, that stands.
 * @param configured whether a uv.toml names indexes
 */
export function uvEnvironment(
  options: ReadonlyMap<string, string>,
  env: Readonly<Record<string, string | undefined>>,
  configured: boolean,
): Record<string, string> {
  const ownIndex = configured || indexVariables.some((name) => env[name]);
  const lent: readonly (readonly [string, string | undefined])[] = [
    ...(ownIndex
      ? []
      : ([
          ['UV_DEFAULT_INDEX', options.get('index-url')],
          ['UV_INDEX', options.get('extra-index-url')?.replace(/\s+/g, ' ')],
          ['UV_INSECURE_HOST', options.get('trusted-host')?.replace(/\s+/g, ' ')],
        ] as const)),
    ['SSL_CERT_FILE', options.get('cert')],
    ['ALL_PROXY', options.get('proxy')],
  ];
  return Object.fromEntries(
    lent.flatMap(([name, value]): [string, string][] => (value && !env[name] ? [[name, value]] : [])),
  );
}
