import { existsSync } from 'node:fs';

const caBundle = '/etc/ssl/certs/ca-certificates.crt';
const fromHost = [caBundle, '/etc/pip.conf'].filter(existsSync);
const told = ['SSL_CERT_FILE', 'PIP_CERT', 'REQUESTS_CA_BUNDLE'];

/** The options of `docker run` by which a container reaches the package indexes that this machine does. */
export const network: readonly string[] = [
  ...fromHost.flatMap((file) => ['--volume', `${file}:${file}:ro`]),
  ...(existsSync(caBundle) ? told.flatMap((name) => ['--env', `${name}=${caBundle}`]) : []),
];
