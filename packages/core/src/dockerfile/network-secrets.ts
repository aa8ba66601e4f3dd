/** What a company's network asks of a build: files of the host, lent to the steps that download, in no layer. */
export interface NetworkSecret {
  /** The id that the Dockerfile mounts; `docker build --secret id=…,src=…` by hand. */
  readonly id: string;
  /** Where the step finds it. Where the host has none, nothing is mounted and nothing changes. */
  readonly target: string;
  /** Environment variables of the host that name the file, the first that is set. */
  readonly variables: readonly string[];
  /** Where it lies on the host otherwise, the first that exists; `~` is the home directory. */
  readonly files: readonly string[];
  /** Who may read it in a step, where that is not root alone. */
  readonly mode?: string;
}

/** The CA bundle that steps trust: the image's own, or the host's, mounted over it. */
export const caBundle = '/etc/ssl/certs/ca-certificates.crt';

/** Every secret that a scaffolded Dockerfile may mount. */
export const networkSecrets = [
  {
    id: 'ca-bundle',
    target: caBundle,
    variables: ['PIP_CERT', 'REQUESTS_CA_BUNDLE', 'SSL_CERT_FILE', 'CURL_CA_BUNDLE'],
    // Where distributions keep what the machine trusts.
    files: [caBundle, '/etc/pki/tls/certs/ca-bundle.crt', '/etc/ssl/ca-bundle.pem', '/etc/ssl/cert.pem'],
    // apt downloads as a user of its own.
    mode: '0444',
  },
  { id: 'netrc', target: '/root/.netrc', variables: ['NETRC'], files: ['~/.netrc', '~/_netrc'] },
  {
    id: 'pip-conf',
    target: '/etc/pip.conf',
    variables: ['PIP_CONFIG_FILE'],
    files: [
      '~/.config/pip/pip.conf',
      '~/Library/Application Support/pip/pip.conf',
      '~/AppData/Roaming/pip/pip.ini',
      '~/.pip/pip.conf',
      '/etc/pip.conf',
    ],
  },
  {
    id: 'uv-toml',
    target: '/etc/uv/uv.toml',
    variables: ['UV_CONFIG_FILE'],
    files: ['~/.config/uv/uv.toml', '~/AppData/Roaming/uv/uv.toml', '/etc/uv/uv.toml'],
  },
  {
    id: 'poetry-auth',
    target: '/root/.config/pypoetry/auth.toml',
    variables: [],
    files: [
      '~/.config/pypoetry/auth.toml',
      '~/Library/Application Support/pypoetry/auth.toml',
      '~/AppData/Roaming/pypoetry/auth.toml',
    ],
  },
  {
    id: 'pdm-config',
    target: '/root/.config/pdm/config.toml',
    variables: ['PDM_CONFIG_FILE'],
    files: [
      '~/.config/pdm/config.toml',
      '~/Library/Application Support/pdm/config.toml',
      '~/AppData/Local/pdm/pdm/config.toml',
    ],
  },
  {
    id: 'known-hosts',
    target: '/root/.ssh/known_hosts',
    variables: [],
    files: ['~/.ssh/known_hosts', '/etc/ssh/ssh_known_hosts'],
  },
  // Made of variables of the host, by which package managers know indexes: a file that a shell reads.
  { id: 'index-env', target: '/run/secrets/index-env', variables: [], files: [] },
] as const satisfies readonly NetworkSecret[];

export type NetworkSecretId = (typeof networkSecrets)[number]['id'];

/** The secret that carries the host's index variables, such as PIP_INDEX_URL. */
export const indexEnvSecret: NetworkSecretId = 'index-env';

/** What every shell of a stage reads first, where it is there. */
export const indexEnvFile = '/run/secrets/index-env';

/** The secret that carries a company's CA bundle into the build, where the host has one. */
export const caBundleSecret: NetworkSecretId = 'ca-bundle';

/** The option of RUN that mounts a secret, elsewhere than usual where a target is given. */
export function secretMount(id: NetworkSecretId, target?: string): string {
  const secret: NetworkSecret | undefined = networkSecrets.find((each) => each.id === id);
  const mode = secret?.mode === undefined ? '' : `,mode=${secret.mode}`;
  return `--mount=type=secret,id=${id},target=${target ?? secret?.target ?? ''}${mode}`;
}
