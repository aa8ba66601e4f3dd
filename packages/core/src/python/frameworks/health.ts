import type { AppClass } from '../sources/instances';
import type { Sources } from '../sources/sources';

/** The paths that people answer health checks on, the likeliest first. */
export const healthPaths = ['/health', '/healthz', '/healthcheck', '/ping', '/-/healthy', '/status'];

/** A path that an app answers well on; null where its sources show none. */
export function findHealthPath(_sources: Sources, _classes: readonly AppClass[]): string | null {
  return null;
}
