import { PydockError } from '../errors';
import { type FactName, type Problem, type Settled, valueOf } from './fact';
import type { PackageManagerName } from './package-managers/table';
import type { Detection } from './project';

/**
 * What is known of a project that several package managers claim: what all of them say. What they differ in hangs on the
 * choice, and is a problem as the choice itself is.
 * @param detect the detection by one of them
 * @throws PydockError where none of them can read the project
 */
export function undecided(claimed: Problem, detect: (name: PackageManagerName) => Detection): Detection {
  const names = claimed.choices as readonly PackageManagerName[];
  const [first, ...others] = names.map((name) => attempt(() => detect(name))).filter((each) => each !== null);
  // Then what is wrong with the first is to be mended first.
  if (first === undefined) return detect(names[0] ?? 'pip');
  const all = [first, ...others];
  const hanging = compared.flatMap(([fact, read]): Problem[] => {
    const values = [...new Set(all.map(read))];
    const choices = values.filter((value) => value !== null);
    const isOpen = values.length > 1 || (all.length < names.length && ofFiles.includes(fact));
    return isOpen ? [{ ...claimed, fact, choices }] : [];
  });
  const settled = <Value>(fact: FactName, value: Settled<Value>): Settled<Value> => {
    const problem = hanging.find((each) => each.fact === fact);
    return problem && 'known' in value ? { problem } : value;
  };
  const own = first.problems.filter(({ fact }) => !hanging.some((each) => each.fact === fact));
  const entrypoint = settled('entrypoint', first.entrypoint);
  return {
    ...first,
    python: settled('python', first.python),
    framework: settled('framework', first.framework),
    entrypoint,
    port: settled('port', first.port),
    command: 'known' in entrypoint ? first.command : null,
    problems: [...own, ...hanging],
  };
}

// Another reads other files, even where it can't be told which.
const ofFiles: readonly FactName[] = ['manifest', 'lockfile'];

const compared: readonly (readonly [FactName, (detection: Detection) => string | null])[] = [
  ['manifest', ({ manifest }) => manifest],
  ['lockfile', ({ lockfile }) => lockfile],
  ['python', ({ python }) => valueOf(python)?.version ?? null],
  ['framework', ({ framework }) => valueOf(framework)],
  ['entrypoint', ({ entrypoint }) => valueOf(entrypoint)?.target ?? null],
  ['port', ({ port }) => valueOf(port)?.toString() ?? null],
];

function attempt(detect: () => Detection): Detection | null {
  try {
    return detect();
  } catch (error) {
    if (error instanceof PydockError) return null;
    throw error;
  }
}
