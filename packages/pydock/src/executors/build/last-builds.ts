import { changesSince, type LastBuild, type ObservedState } from '@pydock/core';
import { readLastBuild } from '@pydock/engine';
import type { PreparedBuild } from './prepare';

/** What is known of the last builds of those services whose images are not what they should be. */
export async function readLastBuilds(
  workspaceRoot: string,
  prepared: readonly PreparedBuild[],
  { images }: Pick<ObservedState, 'images'>,
): Promise<ReadonlyMap<string, LastBuild>> {
  const stale = prepared.filter(
    ({ service, fingerprint }) => images.get(service.image)?.fingerprint !== fingerprint,
  );
  const builds = await Promise.all(
    stale.map(async ({ service, record }) => {
      const last = await readLastBuild(workspaceRoot, service.name);
      if (!last) return [];
      const { fingerprint } = last;
      return [[service.name, { fingerprint, changes: changesSince(last, record()) }] as const];
    }),
  );
  return new Map(builds.flat());
}
