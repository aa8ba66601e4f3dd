import { getProjects, readNxJson, type Tree } from '@nx/devkit';
import { parsePortMapping, publishedPorts } from '@pydock/core';
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
