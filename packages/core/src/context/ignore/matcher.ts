import type { IgnoreRule } from './rules';

/** Decides about paths by the rules of an ignore file. */
export interface IgnoreMatcher {
  /** The rule that decides about a path, the last one that counts for it; null where none does. */
  readonly ruleOf: (path: string) => IgnoreRule | null;
  /** Whether a rule may let in anything below a directory that is left out. */
  readonly mayLetInBelow: (directory: string) => boolean;
}

/** What the paths in a directory have of it: which rules matched it or a directory above it. */
interface Inherited {
  readonly matched: readonly boolean[];
  /** The index of the last one; -1 where there is none. */
  readonly last: number;
  /** Says of a path that no other rule matches it: most paths match none. Made when it is first asked. */
  gate: Gate | null;
}

interface Gate {
  readonly names: RegExp | null;
  readonly paths: RegExp | null;
}

/**
 * Docker's matching as builds have it, moby's MatchesUsingParentResults: a rule that matches a directory counts for all below it,
 * but a rule that changes nothing for the directory is not looked at there.
 */
export function ignoreMatcher(rules: readonly IgnoreRule[]): IgnoreMatcher {
  const expressions = rules.map(({ source }) => anchored([source]));
  const top: Inherited = { matched: rules.map(() => false), last: -1, gate: null };
  const states = new Map<string, Inherited>();
  const directories = new Map<string, Inherited>();
  const lastNegative = rules.findLastIndex(({ negative }) => negative);

  const decide = (path: string, above: Inherited): Inherited => {
    let ignored = false;
    let last = -1;
    const matched = rules.map(({ negative }, index) => {
      const counts =
        above.matched[index] || (negative === ignored && (expressions[index]?.test(path) ?? false));
      if (counts) [ignored, last] = [!negative, index];
      return counts;
    });
    const key = matched.map(Number).join('');
    const state = states.get(key) ?? { matched, last, gate: null };
    states.set(key, state);
    return state;
  };
  const stateOf = (path: string): Inherited => {
    const slash = path.lastIndexOf('/');
    const above = slash === -1 ? top : directoryState(path.slice(0, slash));
    above.gate ??= gateOf(rules.filter((_rule, index) => !above.matched[index]));
    const { names, paths } = above.gate;
    return names?.test(path.slice(slash + 1)) || paths?.test(path) ? decide(path, above) : above;
  };
  const directoryState = (path: string): Inherited => {
    const known = directories.get(path);
    if (known) return known;
    const state = stateOf(path);
    directories.set(path, state);
    return state;
  };
  return {
    ruleOf: (path) => rules[stateOf(path).last] ?? null,
    mayLetInBelow: (directory) => lastNegative > directoryState(directory).last,
  };
}

function gateOf(rules: readonly IgnoreRule[]): Gate {
  const names = rules.flatMap(({ nameSource }) => nameSource ?? []);
  const paths = rules.flatMap(({ nameSource, source }) => (nameSource === null ? [source] : []));
  return {
    names: names.length > 0 ? anchored(names) : null,
    paths: paths.length > 0 ? anchored(paths) : null,
  };
}

const anchored = (sources: readonly string[]) => new RegExp(`^(?:${sources.join('|')})$`);
