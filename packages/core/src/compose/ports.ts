import type { Place } from '../errors';
import { portInvalid } from '../messages/options';

/** Ports of a host published to ports of a container. Numbers are 1 to 65535. */
export interface PortMapping {
  /** The host's address that is listened on; 127.0.0.1 unless another is asked for. */
  readonly hostIp: string;
  /** The host's ports; null leaves the choice to the engine. */
  readonly published: PortRange | null;
  readonly target: PortRange;
  readonly protocol: 'tcp' | 'udp';
}

/** Consecutive ports, both ends included. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

// [HOST_IP:][PUBLISHED:]TARGET[/PROTOCOL]; an IPv6 address stands in brackets.
const pattern =
  /^(?:(?:(\[[0-9a-f:.]+\]|\d{1,3}(?:\.\d{1,3}){3}|localhost):)?(\d+(?:-\d+)?)?:)?(\d+(?:-\d+)?)(?:\/(tcp|udp))?$/i;

/**
 * Reads Compose's short port syntax, or a container port as a number.
 * @throws PydockError PYDOCK_PORT_INVALID
 */
export function parsePortMapping(value: unknown, place: Place): PortMapping {
  const match = pattern.exec(
    typeof value === 'number' ? String(value) : typeof value === 'string' ? value : '',
  );
  if (!match?.[3]) throw portInvalid(value, 'it is not of a form that Compose knows', place);
  const [, address, published, target, protocol] = match;
  const mapping: PortMapping = {
    hostIp: hostAddress(address, value, place),
    published: published ? range(published, value, place) : null,
    target: range(target ?? '', value, place),
    protocol: protocol?.toLowerCase() === 'udp' ? 'udp' : 'tcp',
  };
  if (mapping.published && size(mapping.published) < size(mapping.target))
    throw portInvalid(value, 'the host range is shorter than the container range', place);
  if (mapping.published && size(mapping.target) > 1 && size(mapping.published) !== size(mapping.target))
    throw portInvalid(value, 'the two ranges differ in length', place);
  return mapping;
}

const size = ({ from, to }: PortRange) => to - from + 1;

function hostAddress(address: string | undefined, value: unknown, place: Place): string {
  if (address === undefined || address === 'localhost') return '127.0.0.1';
  if (address.startsWith('[')) return address.slice(1, -1);
  if (address.split('.').some((byte) => Number(byte) > 255))
    throw portInvalid(value, `${address} is not an IP address`, place);
  return address;
}

function range(text: string, value: unknown, place: Place): PortRange {
  const [from = 0, to = from] = text.split('-').map(Number);
  for (const port of [from, to])
    if (port < 1 || port > 65535) throw portInvalid(value, `${port} is not a port: 1 to 65535`, place);
  if (to < from) throw portInvalid(value, `the range ${text} runs backwards`, place);
  return { from, to };
}

/** Every host port that a mapping asks for: `address:port/protocol`, and the address by itself. */
export function publishedPorts(mapping: PortMapping): { hostIp: string; port: number; protocol: string }[] {
  const { published, hostIp, protocol, target } = mapping;
  if (published === null) return [];
  // One container port with a host range takes any one free port of it: nothing is claimed for sure.
  if (size(published) > size(target)) return [];
  return Array.from({ length: size(published) }, (_, index) => ({
    hostIp,
    port: published.from + index,
    protocol,
  }));
}

/** True where two addresses can't both be listened on at one port. */
export const addressesOverlap = (a: string, b: string): boolean =>
  a === b || [a, b].some((address) => address === '0.0.0.0' || address === '::');

/** The mapping as Compose's long syntax has it, in canonical key order. */
export function portMappingYaml(mapping: PortMapping): Record<string, unknown>[] {
  const { hostIp, published, target, protocol } = mapping;
  const text = (range: PortRange) => (size(range) === 1 ? String(range.from) : `${range.from}-${range.to}`);
  const common = { mode: 'ingress', host_ip: hostIp };
  if (published === null || size(target) === 1)
    return Array.from({ length: size(target) }, (_, index) => ({
      ...common,
      target: target.from + index,
      ...(published && { published: text(published) }),
      protocol,
    }));
  return Array.from({ length: size(target) }, (_, index) => ({
    ...common,
    target: target.from + index,
    published: String(published.from + index),
    protocol,
  }));
}
