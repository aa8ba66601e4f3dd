import { getProjects, readNxJson, type Tree } from '@nx/devkit';
import { commandLine, hostPortInvalid, parsePortMapping, portGiven, publishedPorts } from '@pydock/core';
import { pluginOptions, targetNames } from '../graph/plugin-options';

/** Which host ports will do. */
export interface PortRange {
  /** The lowest. Default: 8000. */
  readonly from?: number;
  /** The directory of the project that asks: its own ports are free for it. */
  readonly own?: string;
  /** Ports that are given away already. */
  readonly taken?: readonly number[];
}

/** The lowest host port, from 8000 unless told otherwise, that no service of the workspace publishes. */
export function freePort(tree: Tree, { from = 8000, own, taken = [] }: PortRange = {}): number {
  const published = publishedBy(tree, own);
  let port = from;
  while (published.has(port) || taken.includes(port)) port++;
  return port;
}

/**
 * The host port that was asked for, else the first one that is free.
 * @throws PydockError PYDOCK_PORT_INVALID, PYDOCK_PORT_CONFLICT
 */
export function hostPort(tree: Tree, given: number | undefined, range: PortRange = {}): number {
  if (given === undefined) return freePort(tree, range);
  if (!Number.isInteger(given) || given < 1 || given > 65535)
    throw hostPortInvalid(given, commandLine('port'));
  const owner = publishedBy(tree, range.own).get(given);
  if (owner !== undefined) throw portGiven(given, owner);
  return given;
}

// The projects that publish host ports, by port.
function publishedBy(tree: Tree, own: string | undefined): Map<number, string> {
  const { up } = targetNames(pluginOptions(readNxJson(tree) ?? {}));
  const published = new Map<number, string>();
  for (const [name, project] of getProjects(tree)) {
    if (project.root === own) continue;
    const { options, configurations = {} } = project.targets?.[up] ?? {};
    for (const each of [options, ...Object.values(configurations)])
      for (const port of portsOf(each)) published.set(port, name);
  }
  return published;
}

// What can't be read is told of when the service is started.
function portsOf(options: unknown): number[] {
  const ports = (options as { ports?: unknown } | undefined)?.ports;
  if (!Array.isArray(ports)) return [];
  return ports.flatMap((value: unknown) => {
    try {
      return publishedPorts(parsePortMapping(value, { file: '' })).map(({ port }) => port);
    } catch {
      return [];
    }
  });
}
