import type { ComposeProject, ObservedState, PortMapping, Service } from '@pydock/core';

/** A table of services with their state and URLs. */
export function serviceTable(services: ComposeProject['services'], observed: ObservedState): string {
  const rows = services.map((service) => [service.name, stateOf(service, observed), urls(service, observed)]);
  const all = [['SERVICE', 'STATE', 'URL'], ...rows];
  const widths = [0, 1].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map(([name = '', state = '', url = '']) =>
      `${name.padEnd(widths[0] ?? 0)}  ${state.padEnd(widths[1] ?? 0)}  ${url}`.trimEnd(),
    )
    .join('\n');
}

function stateOf({ name }: Service, { containers }: ObservedState): string {
  const container = containers.find(({ service }) => service === name);
  return container?.health ?? container?.state ?? 'absent';
}

function urls({ name, ports, builds }: Service, { containers }: ObservedState): string {
  const given = containers.find(({ service }) => service === name)?.ports ?? {};
  // What a service of another's image speaks is not known.
  const scheme = builds ? 'http://' : '';
  return ports.flatMap((mapping) => portUrl(mapping, given, scheme)).join(' ') || '-';
}

/** @param given the ports that the engine chose where none was named */
function portUrl(
  { hostIp, published, target, protocol }: PortMapping,
  given: Readonly<Record<string, number>>,
  scheme: string,
): string[] {
  const port = published?.from ?? given[`${target.from}/${protocol}`];
  if (port === undefined) return [`any port → ${target.from}`];
  const host = ['127.0.0.1', '0.0.0.0', '::', '::1'].includes(hostIp)
    ? 'localhost'
    : hostIp.includes(':')
      ? `[${hostIp}]`
      : hostIp;
  return protocol === 'tcp' ? [`${scheme}${host}:${port}`] : [`${host}:${port}/udp`];
}
