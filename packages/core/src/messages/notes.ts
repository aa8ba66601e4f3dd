import { formatPlace, type PydockError } from '../errors';

/** How to be rid of a container whose project is no more. */
export const removeOrphan = (container: string, downTarget: string): string =>
  `its project is gone from this workspace: remove it with \`docker rm --force ${container}\`, or with all others by \`nx run-many -t ${downTarget}\``;

/** What is said of services that do not stand in docker-compose.yml. */
export const leftOutText = (name: string, { failure }: PydockError): string =>
  `${name} is left out of docker-compose.yml: ${failure.what}${failure.place ? ` (${formatPlace(failure.place)})` : ''}`;

/** What is said of services that do not have the configuration that was asked for. */
export const withoutConfigurationText = (names: readonly string[], configuration: string): string =>
  `${names.join(', ')} ${names.length === 1 ? 'has' : 'have'} no configuration "${configuration}" of docker-up: the plain options are taken`;
