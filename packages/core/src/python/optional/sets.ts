import type {
  Asked,
  Manifest,
  OptionalDependencies,
  OptionalKind,
  Requirement,
} from '../package-managers/table';
import { normaliseName } from '../pep508';
import type { StatedDirectory } from '../project';
import { isForDevelopmentByName } from './names';

/** An extra or a group as a manifest states it: what it lists itself, and what it includes. */
export interface StatedSet {
  readonly kind: OptionalKind;
  readonly key: string;
  readonly requirements: readonly Requirement[];
  readonly localDependencies: readonly StatedDirectory[];
  /** The normalised names of others of its kind that it includes. */
  readonly includes: readonly string[];
  readonly isDefault?: boolean;
  readonly source: OptionalDependencies['source'];
}

/** Nothing but what a project installs anyway. */
export const nothingAsked: Asked = { extras: [], groups: [] };

/** More extras, or groups, nobody states; each may include all others. */
export const mostSets = 200;

/**
 * What is stated and what is asked for, put together. A name that is asked for and not there says nothing here.
 * @param takesDefaults whether an image has what is installed by default, but for what development alone needs
 */
export function select(
  stated: readonly StatedSet[],
  asked: Asked,
  takesDefaults = true,
): OptionalDependencies[] {
  const known = stated.slice(0, 2 * mostSets).filter(({ key }) => isName(key));
  const named = new Map(known.map((each) => [`${each.kind} ${normaliseName(each.key)}`, each]));
  return known.map((each) => {
    const { kind, key, source, isDefault = false } = each;
    const name = normaliseName(key);
    const names = kind === 'extra' ? asked.extras : asked.groups;
    const byDefault = takesDefaults && isDefault && !asked.asDependency && !isForDevelopmentByName(name);
    const isInstalled = names.includes(name) || byDefault;
    return withContents({ kind, name, key, source, isDefault, isInstalled }, () => withIncluded(each, named));
  });
}

type Contents = 'keys' | 'requirements' | 'localDependencies';

// Where they are asked for: those of most sets nobody asks for.
function withContents(
  set: Omit<OptionalDependencies, Contents>,
  included: () => readonly StatedSet[],
): OptionalDependencies {
  let requirements: OptionalDependencies['requirements'] | undefined;
  return {
    ...set,
    get keys() {
      return included().map(({ key }) => key);
    },
    get requirements() {
      return (requirements ??= included().flatMap((each) => each.requirements));
    },
    get localDependencies() {
      return included().flatMap((each) => each.localDependencies);
    },
  };
}

/** A manifest with what is installed of its extras and groups. */
export function withInstalled<Stated extends Pick<Manifest, 'requirements' | 'localDependencies'>>(
  manifest: Stated,
  optional: readonly OptionalDependencies[],
): Stated & { readonly optional: readonly OptionalDependencies[] } {
  const installed = optional.filter(({ isInstalled }) => isInstalled);
  return {
    ...manifest,
    optional,
    requirements: [...manifest.requirements, ...installed.flatMap(({ requirements }) => requirements)],
    localDependencies: [
      ...manifest.localDependencies,
      ...installed.flatMap(({ localDependencies }) => localDependencies),
    ],
  };
}

/** The names of the extras, or of the groups, that are installed. */
export const installedNames = (optional: readonly OptionalDependencies[], kind: OptionalKind): string[] =>
  optional.filter((each) => each.kind === kind && each.isInstalled).map(({ name }) => name);

// They go into a shell command, and are names in every package manager.
const isName = (key: string) => /^[A-Za-z0-9]([\w.-]*[A-Za-z0-9])?$/.test(key) || isFile(key);
const isFile = (key: string) => /^[\w][\w./-]*\.txt$/.test(key);

function withIncluded(set: StatedSet, named: ReadonlyMap<string, StatedSet>): StatedSet[] {
  const found = new Set([set]);
  for (const each of found)
    for (const name of each.includes) {
      const included = named.get(`${set.kind} ${name}`);
      if (included) found.add(included);
    }
  return [...found];
}
