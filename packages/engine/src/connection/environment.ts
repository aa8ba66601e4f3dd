import { configDirectory } from './context';
import { type Endpoint, parseEndpoint } from './endpoint';

/** DOCKER_HOST, with DOCKER_TLS_VERIFY, DOCKER_TLS and DOCKER_CERT_PATH, as the docker CLI reads them. */
export function environmentEndpoint(env: NodeJS.ProcessEnv): Endpoint | null {
  const address = env['DOCKER_HOST'];
  if (!address) return null;
  const tls = env['DOCKER_TLS_VERIFY'] || env['DOCKER_TLS'];
  const directory = env['DOCKER_CERT_PATH'] || configDirectory(env);
  return parseEndpoint(address, 'DOCKER_HOST', tls ? directory : null);
}
