import { composeTooOld } from '../messages/engine';

/** The oldest docker compose that does what docker-compose.yml and docker-up ask for. */
export const oldestCompose = { major: 2, minor: 20 } as const;

/**
 * Refuses a docker compose that is too old, by what `docker compose version --short` printed. Words that are no version
 * pass: a build of somebody's own may do all that is needed.
 * @throws PydockError PYDOCK_COMPOSE_TOO_OLD
 */
export function refuseOldCompose(version: string): void {
  const { major, minor } = oldestCompose;
  const [, ownMajor, ownMinor] = /^v?(\d+)\.(\d+)/.exec(version.trim()) ?? [];
  if (ownMajor === undefined) return;
  const isOld = Number(ownMajor) < major || (Number(ownMajor) === major && Number(ownMinor) < minor);
  if (isOld) throw composeTooOld(version.trim(), `${major}.${minor}`);
}
