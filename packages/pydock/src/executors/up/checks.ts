import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  envFileMissing,
  isOrphan,
  portTaken,
  publishedPorts,
  removeOrphan,
  secretMissing,
  type Service,
  volumeSourceMissing,
} from '@pydock/core';
import { type Engine, portOwner, type PublishingContainer, publishingContainers } from '@pydock/engine';

/**
 * Refuses mounts, environment files and secrets of the user's own that are not there.
 * @throws PydockError PYDOCK_VOLUME_SOURCE_MISSING, PYDOCK_ENV_FILE_MISSING, PYDOCK_SECRET_MISSING
 */
export async function checkHostFiles(workspaceRoot: string, services: readonly Service[]): Promise<void> {
  for (const service of services) {
    for (const [index, mount] of service.volumes.entries())
      if (mount.kind === 'bind' && isMissing(workspaceRoot, mount.source))
        throw volumeSourceMissing(service, mount.source, `volumes[${index}]`);
    for (const path of service.envFile)
      if (isMissing(workspaceRoot, path)) throw envFileMissing(service, path);
    for (const { name, file, random } of service.secrets)
      if (!random && isMissing(workspaceRoot, file))
        throw secretMissing(service.name, name, file, service.place(`secrets.${name}`));
  }
}

// A home directory and variables are Compose's to fill in.
const isMissing = (workspaceRoot: string, path: string) =>
  !/^~|\$/.test(path) && !existsSync(resolve(workspaceRoot, path));

/** Whose services want ports. */
export interface Claimant {
  /** The Compose project's name. */
  readonly project: string;
  /** Names of all services that the workspace has. */
  readonly known: readonly string[];
  /** The name of the target that takes services down. */
  readonly downTarget: string;
  /** Names of the services whose containers are about to be replaced. */
  readonly replaced: readonly string[];
}

/**
 * Refuses host ports that somebody else has.
 * @param services the services that are about to be created or started
 * @returns IDs of containers that are replaced, and have a port until then that another service wants
 * @throws PydockError PYDOCK_PORT_TAKEN
 */
export async function checkPorts(
  engine: Engine,
  { project, known, downTarget, replaced }: Claimant,
  services: readonly Service[],
): Promise<string[]> {
  if (services.every(({ ports }) => ports.length === 0)) return [];
  const inTheWay = new Set<string>();
  const containers = await publishingContainers(engine);
  const isOf = (container: PublishingContainer, names: readonly string[]) =>
    container.project === project && names.includes(container.service ?? '');
  for (const service of services) {
    const own = containers.filter((each) => isOf(each, [service.name]));
    const others = containers.filter((each) => !own.includes(each));
    const held = own.flatMap(({ ports }) => ports.map(({ port, protocol }) => `${port}/${protocol}`));
    for (const [index, mapping] of service.ports.entries())
      for (const wanted of publishedPorts(mapping)) {
        if (held.includes(`${wanted.port}/${wanted.protocol}`)) continue;
        const owner = await portOwner(engine, wanted, others);
        if (!owner) continue;
        const { container } = owner;
        if (container && isOf(container, replaced)) {
          inTheWay.add(container.id);
          continue;
        }
        const address = `${wanted.hostIp}:${wanted.port}`;
        const orphan = container?.project === project && isOrphan(container, known) ? container.name : null;
        const remedy = orphan === null ? null : removeOrphan(orphan, downTarget);
        throw portTaken(service.name, address, owner.text, remedy, service.place(`ports[${index}]`));
      }
  }
  return [...inTheWay];
}
