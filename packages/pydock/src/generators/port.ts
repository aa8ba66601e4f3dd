import { getProjects, readNxJson, type Tree } from '@nx/devkit';
import { commandLine, hostPortInvalid, parsePortMapping, publishedPorts } from '@pydock/core';
import { pluginOptions, targetNames } from '../graph/plugin-options';

const firstPort = 8000;

/** The lowest host port from 8000 that no service of the workspace publishes. */
export function freePort(tree: Tree): number {
  const { up } = targetNames(pluginOptions(readNxJson(tree) ?? {}));
  const taken = new Set<number>();
  for (const project of getProjects(tree).values()) {
    const { options, configurations = {} } = project.targets?.[up] ?? {};
    for (const each of [options, ...Object.values(configurations)])
      portsOf(each).forEach((port) => taken.add(port));
  }
  let port = firstPort;
  while (taken.has(port)) port++;
  return port;
}

/**
 * The host port that was asked for, else the first one that is free.
 * @throws PydockError PYDOCK_PORT_INVALID
 */
export function hostPort(tree: Tree, given: number | undefined): number {
  if (given === undefined) return freePort(tree);
  if (!Number.isInteger(given) || given < 1 || given > 65535)
    throw hostPortInvalid(given, commandLine('port'));
  return given;
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
