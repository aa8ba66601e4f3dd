import { posix } from 'node:path';
import { type LockEntry, type LockFile, packagesByName, textOf } from '../lock-file';
import { isTable, tableOr } from '../manifest-values';
import { normaliseName } from '../pep508';
import { dependenciesOf, directoryOf, entriesOf, extrasOf, localPackages } from './uv-lock';

/** A member of a uv workspace, and which of its own dependency groups may come along. */
export interface Installed {
  /** Its directory, relative to that of the lock file, or its name. */
  readonly member: { readonly directory: string } | { readonly name: string };
  readonly groups: 'all' | 'all but dev' | 'none';
  readonly extras: readonly string[];
}

/**
 * The entries of a uv.lock that installing a member may read: itself and all that it leads to. On no platform and with no
 * Python is there more, so environment markers are not looked at. Null where the lock file does not list the member.
 */
export function uvClosure(
  lock: LockFile,
  { member, groups, extras: chosen }: Installed,
): ReadonlySet<LockEntry> | null {
  const byName = packagesByName(lock);
  const root =
    'directory' in member
      ? localPackages(lock).get(posix.normalize(member.directory))
      : byName.get(normaliseName(member.name))?.find(({ value }) => directoryOf(value) !== null);
  if (!root) return null;
  const seen = new Map<LockEntry, Set<string>>();
  const steps = ['', ...chosen.map(normaliseName)].map((extra) => ({ entry: root, extra }));
  const follow = (edges: ReturnType<typeof dependenciesOf>) => {
    for (const edge of edges)
      for (const entry of entriesOf(edge, byName))
        for (const extra of ['', ...extrasOf(edge)]) steps.push({ entry, extra });
  };
  follow(groupsOf(root, groups));
  for (let step = steps.pop(); step; step = steps.pop()) {
    const extras = seen.get(step.entry) ?? new Set<string>();
    seen.set(step.entry, extras);
    if (extras.has(step.extra)) continue;
    extras.add(step.extra);
    follow(dependenciesOf(step.entry, step.extra));
  }
  return new Set(seen.keys());
}

function groupsOf({ value }: LockEntry, wanted: Installed['groups']): ReturnType<typeof dependenciesOf> {
  const groups = Object.entries(tableOr(value['dev-dependencies']));
  return groups.flatMap(([name, edges]) =>
    wanted === 'none' || (wanted === 'all but dev' && name === 'dev') || !Array.isArray(edges)
      ? []
      : edges.filter(isTable),
  );
}

/**
 * The text of each entry of a uv.lock, and of what stands above them and counts for all: versions, options, overrides.
 * The list of members is left out of that: it says nothing of what one of them installs. Null where the file is not
 * laid out as uv writes it.
 */
export function uvTexts(
  lock: LockFile,
): { settings: string; entries: ReadonlyMap<LockEntry, string> } | null {
  const lines = lock.text.replaceAll('\r\n', '\n').split('\n');
  const starts = lock.packages.map(({ line }) => line - 1);
  const entries = new Map<LockEntry, string>();
  for (const [index, entry] of lock.packages.entries()) {
    const text = lines
      .slice(starts[index], starts[index + 1])
      .join('\n')
      .trimEnd();
    const name = JSON.stringify(textOf(entry.value['name']));
    if (!text.startsWith(`[[package]]\nname = ${name}\n`) || /^\[(?!\[?package[.\]])/m.test(text))
      return null;
    entries.set(entry, text);
  }
  const settings = lines.slice(0, starts[0] ?? lines.length).join('\n');
  return { settings: settings.replace(/^members = \[[^\]]*\]\n/m, '').trimEnd(), entries };
}
