import { getProjects, readNxJson, type Tree } from '@nx/devkit';
import { chooseHostPort, type FreePorts, hostPortsOf } from '@pydock/core';
import { pluginOptions, targetNames } from '../graph/plugin-options';

/** Which host ports will do. */
export interface PortRange extends FreePorts {
  /** The directory of the project that asks: its own ports are free for it. */
  readonly own?: string;
}

/**
 * The host port that was asked for, else the first one that no service of the workspace publishes.
 * @throws PydockError PYDOCK_PORT_INVALID, PYDOCK_PORT_CONFLICT
 */
export const hostPort = (tree: Tree, given: number | undefined, { own, ...free }: PortRange = {}): number =>
  chooseHostPort(given, publishedBy(tree, own), free);

// The projects that publish host ports, by port.
function publishedBy(tree: Tree, own: string | undefined): Map<number, string> {
  const { up } = targetNames(pluginOptions(readNxJson(tree) ?? {}));
  const published = new Map<number, string>();
  for (const [name, project] of getProjects(tree)) {
    if (project.root === own) continue;
    const { options, configurations = {} } = project.targets?.[up] ?? {};
    for (const each of [options, ...Object.values(configurations)])
      for (const port of hostPortsOf(each)) published.set(port, name);
  }
  return published;
}
