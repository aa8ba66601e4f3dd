import { runText } from './instruction-text';
import { secretMount } from './network-secrets';

/** A step that installs Debian packages; null where there are none. Lists and downloads stay in cache mounts. */
export function systemPackagesStep(why: string, packages: readonly string[]): string | null {
  if (packages.length === 0) return null;
  return runText({
    why: `${why} Its release fixes the versions.\n# hadolint ignore=DL3008`,
    mounts: [
      '--mount=type=cache,target=/var/cache/apt,sharing=locked',
      '--mount=type=cache,target=/var/lib/apt/lists,sharing=locked',
      secretMount('ca-bundle'),
      // apt takes the format of a netrc.
      secretMount('netrc', '/etc/apt/auth.conf'),
    ],
    commands: ['apt-get update', `apt-get install -y --no-install-recommends ${packages.join(' ')}`],
  });
}
