import type { Sources } from '../sources/sources';

/** A path of the root URL configuration that answers health checks, where the settings let the container ask itself. */
export function djangoHealthPath(_sources: Sources, _settings: string | null): string | null {
  return null;
}
