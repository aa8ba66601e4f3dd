import { commandLine } from '../errors';
import { hostPortInvalid } from '../messages/options';
import { portGiven } from '../messages/project';
import { parsePortMapping, publishedPorts } from './ports';

/** Which host ports will do. */
export interface FreePorts {
  /** The lowest. Default: 8000. */
  readonly from?: number;
  /** Ports that are given away already. */
  readonly taken?: readonly number[];
}

/** The lowest host port, from 8000 unless told otherwise, that nobody publishes. */
export function freePort(
  published: ReadonlyMap<number, unknown>,
  { from = 8000, taken = [] }: FreePorts = {},
): number {
  let port = from;
  while (published.has(port) || taken.includes(port)) port++;
  return port;
}

/**
 * The host port that was asked for, else the first one that is free.
 * @param published who publishes a port, by port
 * @throws PydockError PYDOCK_PORT_INVALID, PYDOCK_PORT_CONFLICT
 */
export function chooseHostPort(
  given: number | undefined,
  published: ReadonlyMap<number, string>,
  free: FreePorts = {},
): number {
  if (given === undefined) return freePort(published, free);
  if (!Number.isInteger(given) || given < 1 || given > 65535)
    throw hostPortInvalid(given, commandLine('port'));
  const owner = published.get(given);
  if (owner !== undefined) throw portGiven(given, owner);
  return given;
}

/** The host ports that options of docker-up publish. What can't be read is told of when the service is started. */
export function hostPortsOf(options: unknown): number[] {
  const ports = (options as { ports?: unknown } | null | undefined)?.ports;
  if (!Array.isArray(ports)) return [];
  return ports.flatMap((value: unknown) => {
    try {
      return publishedPorts(parsePortMapping(value, { file: '' })).map(({ port }) => port);
    } catch {
      return [];
    }
  });
}
