import { unpinnedDependencies } from '../../messages/lock';
import type { Warning } from '../project';
import type { Requirements } from '../requirements';
import { knownDependencies } from './known-dependencies';
import { pinOf, pinsOf } from './pins';

/** Packages that are pinned while what they depend on is not: the next build installs other versions of that. */
export function unpinnedWarnings(root: string, listed: Requirements): Warning[] {
  if (listed.remote) return [];
  const pinned = new Set(pinsOf(listed).map(({ name }) => name));
  const half = listed.requirements.flatMap((requirement) => {
    const missing = (knownDependencies[requirement.name] ?? []).filter((name) => !pinned.has(name));
    return pinOf(requirement) && missing.length > 0 ? [{ requirement, missing }] : [];
  });
  const [first] = half;
  if (!first) return [];
  const missing = [...new Set(half.flatMap((each) => each.missing))];
  const parents = half.map(({ requirement: { name, specifier } }) => `${name}${specifier}`);
  return [{ message: unpinnedDependencies(missing, parents, root), source: first.requirement.source }];
}
