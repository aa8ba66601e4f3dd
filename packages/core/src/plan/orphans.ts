import { posix } from 'node:path';
import { composeFile } from '../compose/emit';

/** A container of a Compose project, as far as that says whose it is. */
export interface Owned {
  readonly service: string | null;
  readonly configFiles: string | null;
}

/**
 * Whether a container was started from the generated docker-compose.yml for a project that the workspace no longer has.
 * What somebody starts from compose files of their own is theirs.
 * @param known names of all services of the workspace, those that can't be read or started included
 */
export const isOrphan = ({ service, configFiles }: Owned, known: readonly string[]): boolean =>
  configFiles !== null &&
  !configFiles.includes(',') &&
  posix.basename(configFiles.replaceAll('\\', '/')) === composeFile &&
  !known.includes(service ?? '');
