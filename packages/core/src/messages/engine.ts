import { PydockError } from '../errors';

/** The oldest engine API that pydock works with: Docker 25, the first with a start interval for health checks. */
export const minimumApiVersion = '1.44';

export const engineUnreachable = (tried: readonly string[], detail: string) =>
  new PydockError({
    code: 'PYDOCK_ENGINE_UNREACHABLE',
    what: 'no Docker engine answers',
    why: `tried ${tried.join(', ')}: ${detail}`,
    todo: 'start Docker (Docker Desktop, or `sudo systemctl start docker`), or choose an engine that runs with `docker context use` or DOCKER_HOST',
  });

export const engineTooOld = (host: string, version: string, apiVersion: string) =>
  new PydockError({
    code: 'PYDOCK_ENGINE_TOO_OLD',
    what: `the Docker engine at ${host} is too old: ${version} with API ${apiVersion}`,
    why: `pydock needs API ${minimumApiVersion}, which came with Docker 25 (January 2024): its health checks start without a wait`,
    todo: 'update Docker Engine or Docker Desktop: https://docs.docker.com/engine/install/',
  });

export const engineFailed = (action: string, detail: string) =>
  new PydockError({
    code: 'PYDOCK_ENGINE_FAILED',
    what: `the Docker engine failed to ${action}`,
    why: detail,
    todo: "look at the engine's own log (`journalctl -u docker`, or Docker Desktop > Troubleshoot), then run this again",
  });

export const connectionInvalid = (source: string, detail: string) =>
  new PydockError({
    code: 'PYDOCK_ENGINE_UNREACHABLE',
    what: 'the address of the Docker engine is not usable',
    why: `${source}: ${detail}`,
    todo: 'set DOCKER_HOST to unix:///var/run/docker.sock, tcp://host:2376 or ssh://user@host, or unset it',
  });

export const interrupted = (command: string, undone: string) =>
  new PydockError({
    code: 'PYDOCK_INTERRUPTED',
    what: `${command} was interrupted`,
    why: 'Ctrl+C, or the process was asked to end',
    todo: `run it again; ${undone}`,
  });

export const composeTooOld = (version: string, oldest: string) =>
  new PydockError({
    code: 'PYDOCK_COMPOSE_TOO_OLD',
    what: 'docker compose is too old',
    why: `it is ${version}, and pydock needs ${oldest} or newer`,
    todo: 'update it: https://docs.docker.com/compose/install/',
  });
