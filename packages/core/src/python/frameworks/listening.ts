import { addressLocal } from '../../messages/python';
import type { Settled } from '../fact';
import type { Entrypoint } from '../project';
import { sourcesOf } from '../sources/sources';
import { localAddress } from './addresses';
import { portOf, type SelfServing } from './self-serving';
import type { Application, ManifestProject } from './table';

/** How a script listens by itself. */
export interface Listening {
  readonly serving: SelfServing;
  /** Reads the port of the call that serves. */
  readonly port: Parameters<typeof portOf>[3];
  readonly defaultPort: number;
  /** The keyword of that call which names the address. */
  readonly address: string;
}

/** A script that listens by itself, without a server. */
export const listening = (
  project: ManifestProject,
  entrypoint: Settled<Entrypoint>,
  { serving, port, defaultPort, address }: Listening,
  healthPath: string | null = null,
): Application => ({
  entrypoint,
  server: null,
  port: portOf(project, entrypoint, serving, port, defaultPort),
  healthPath,
  environment: {},
  warnings: localAddress(sourcesOf(project), serving, [address], addressLocal),
});
