import type { Nameable } from '@pydock/core/projects/project-names';
import type { Directories } from './known-projects';

/** What names depend on: of each directory its files, and what is known of these. */
export const nameable = (
  directories: Directories,
  facts: ReadonlyMap<string, Omit<Nameable, 'files'>>,
): ReadonlyMap<string, Nameable> =>
  new Map(
    [...directories].map(([directory, files]) => {
      const { name = null, isStated = false } = facts.get(directory) ?? {};
      return [directory, { name, isStated, files }];
    }),
  );
