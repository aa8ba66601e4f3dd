import { type BackingOptions, type BackingRequest, connectionOf } from '../kind';

/**
 * What Redis and its kin have in common. The password goes in by standard input, as a configuration: it is on no command
 * line, and the image knows no file for it.
 */
export function redisProtocol(name: string, { service }: BackingRequest): BackingOptions {
  const configuration = ['appendonly yes', 'requirepass "$$(cat /run/secrets/password)"'];
  const start = `exec docker-entrypoint.sh ${name}-server - <<END\n${configuration.join('\n')}\nEND`;
  const ping = `REDISCLI_AUTH="$$(cat /run/secrets/password)" ${name}-cli ping | grep -q PONG`;
  return {
    volumes: [`${service}-data:/data`],
    secrets: ['password'],
    user: name,
    command: ['sh', '-c', start],
    healthcheck: { test: ['CMD-SHELL', ping] },
    connection: connectionOf(service, `redis://:\${password}@${service}:6379/0`, 'REDIS_URL'),
  };
}
