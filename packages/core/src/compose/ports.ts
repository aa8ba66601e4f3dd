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
  /^(?:(?:(\[[0-9a-f:.]+\]|\d+(?:\.\d+){3}|localhost):)?(\d+(?:-\d+)?)?:)?(\d+(?:-\d+)?)(?:\/(tcp|udp))?$/i;

/**
 * Reads Compose's short port syntax, or a container port as a number.
 * @throws PydockError PYDOCK_PORT_INVALID
 */
export function parsePortMapping(value: unknown, place: Place): PortMapping {
  const text = typeof value === 'number' ? String(value) : value;
  const match = typeof text === 'string' ? pattern.exec(text) : null;
  if (!match?.[3]) throw portInvalid(value, reasonFor(value), place);
  const [, address, host, container, protocol] = match;
  const published = host ? range(host, value, place) : null;
  const target = range(container ?? '', value, place);
  if (published && size(target) > 1 && size(published) !== size(target))
    throw portInvalid(value, 'the range of host ports and that of container ports differ in length', place);
  return {
    hostIp: hostAddress(address, value, place),
    published,
    target,
    protocol: protocol?.toLowerCase() === 'udp' ? 'udp' : 'tcp',
  };
}

// The usual slips have a reason of their own.
function reasonFor(value: unknown): string {
  if (typeof value === 'object' && value !== null)
    return 'it must be a text or a number; the long syntax goes under "compose"';
  const text = String(value);
  if (/\s/.test(text)) return 'it has a space in it';
  if (/^\d+(\.\d+){3}:\d+$/.test(text)) return 'an address needs a host port and a container port after it';
  if (/\/(?!(tcp|udp)$)/i.test(text)) return 'the protocol is neither tcp nor udp';
  return 'it is not of a form that Compose knows';
}

const size = ({ from, to }: PortRange) => to - from + 1;

function hostAddress(address: string | undefined, value: unknown, place: Place): string {
  if (address === undefined || address.toLowerCase() === 'localhost') return '127.0.0.1';
  const url = `http://${address}/`;
  const isIpv4 = /^(?:(?:0|[1-9]\d{0,2})(?:\.|$)){4}$/.test(address);
  if (!URL.canParse(url) || (!isIpv4 && !address.startsWith('[')))
    throw portInvalid(value, `${address} is not an IP address`, place);
  // In its shortest form: [0:0::1] and [::1] are one address.
  return new URL(url).hostname.replace(/^\[|\]$/g, '');
}

function range(text: string, value: unknown, place: Place): PortRange {
  const ends = text.split('-');
  const wrong = ends.find((port) => Number(port) < 1 || Number(port) > 65535);
  if (wrong !== undefined) throw portInvalid(value, `${wrong} is not a port: 1 to 65535`, place);
  const [from = 0, to = from] = ends.map(Number);
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

/** True where two addresses can't both be listened on at one port; the engine keeps IPv4 and IPv6 apart. */
export const addressesOverlap = (a: string, b: string): boolean =>
  a.includes(':') === b.includes(':') &&
  (a === b || [a, b].some((address) => address === '0.0.0.0' || address === '::'));

/** The mapping as Compose's long syntax has it, in canonical key order. */
export function portMappingYaml(mapping: PortMapping): Record<string, unknown>[] {
  const { hostIp, published, target, protocol } = mapping;
  const text = (range: PortRange) => (size(range) === 1 ? String(range.from) : `${range.from}-${range.to}`);
  // One container port may have a range of host ports to choose from; ranges of one length go port by port.
  const publishedAt = (index: number) =>
    published && (size(target) === 1 ? text(published) : String(published.from + index));
  return Array.from({ length: size(target) }, (_, index) => ({
    host_ip: hostIp,
    target: target.from + index,
    ...(published && { published: publishedAt(index) }),
    protocol,
  }));
}
