import { formatPlace } from '../../errors';
import { unpinnedAtFault, unpinnedRequirementAtFault } from '../../messages/lock';
import { strongestClaims } from '../package-managers/choose';
import { requirementsFileOf } from '../package-managers/requirements-files';
import type { ProjectSource } from '../package-managers/table';
import { normaliseName } from '../pep508';
import { readRequirements, type Requirements } from '../requirements';
import { knownDependencies } from './known-dependencies';
import { isFullPin, pinOf, pinsOf } from './pins';

/**
 * What to do about a crash over a name that an installed package no longer has: that package is not pinned, and its
 * newest version was installed. Null where the log or the requirements tell of something else.
 * @param log the last lines that a container printed
 */
export function crashCure(project: ProjectSource, log: readonly string[]): string | null {
  const fault = faultIn(log);
  const file = requirementsFileOf(project);
  if (!fault || file === null) return null;
  const claims = strongestClaims(project);
  if (claims.length !== 1 || claims[0]?.name !== 'pip') return null;
  const listed = readRequirements(project.tree, file);
  const names = distributionsOf(fault.module);
  const pins = pinsOf(listed);
  if (isFullPin(project.tree, file, listed) || listed.remote) return null;
  if (pins.some(({ name }) => names.includes(name)) || !isInstalled(fault, names, listed)) return null;
  const stated = listed.requirements.find(({ name }) => names.includes(name));
  if (stated) return unpinnedRequirementAtFault(stated.name, formatPlace(stated.source), project.root);
  const name = names[0] ?? fault.module;
  const parent = parentOf(names, listed);
  // Where nothing is pinned, no release tells the day.
  return pins.length > 0
    ? unpinnedAtFault(name, parent, project.root)
    : unpinnedRequirementAtFault(name, file, project.root);
}

/** A top-level module that lacks what was asked of it. */
interface Fault {
  readonly module: string;
  /** Top-level modules of installed packages that the log names. */
  readonly installed: readonly string[];
}

const faults = [
  /^\s*ImportError: cannot import name '[^']+' from (?:partially initialized module )?'(\w+)/,
  /^\s*ModuleNotFoundError: No module named '(\w+)\./,
  /^\s*AttributeError: (?:partially initialized )?module '(\w+)[\w.]*' has no attribute /,
];

function faultIn(log: readonly string[]): Fault | null {
  const modules = log.flatMap((line) => faults.flatMap((pattern) => pattern.exec(line)?.[1] ?? []));
  const module = modules.at(-1);
  const installed = log.flatMap((line) =>
    Array.from(line.matchAll(/\/(?:site|dist)-packages\/(\w+)/g), ([, name = '']) => name),
  );
  return module === undefined ? null : { module, installed };
}

// Modules whose packages have other names.
const packagesOfModules: Readonly<Record<string, readonly string[]>> = {
  attr: ['attrs'],
  bs4: ['beautifulsoup4'],
  cv2: ['opencv-python', 'opencv-python-headless'],
  dateutil: ['python-dateutil'],
  dotenv: ['python-dotenv'],
  flask_restx: ['flask-restx'],
  google: ['protobuf'],
  jose: ['python-jose'],
  jwt: ['pyjwt'],
  PIL: ['pillow'],
  psycopg2: ['psycopg2', 'psycopg2-binary'],
  serial: ['pyserial'],
  sklearn: ['scikit-learn'],
  yaml: ['pyyaml'],
};

const distributionsOf = (module: string): readonly string[] =>
  packagesOfModules[module] ?? [normaliseName(module)];

// It must be a package's: the project's own modules, and Python's, are no matter of pins.
const isInstalled = ({ module, installed }: Fault, names: readonly string[], listed: Requirements) =>
  installed.includes(module) ||
  listed.requirements.some(({ name }) => names.includes(name)) ||
  parentOf(names, listed) !== null;

const parentOf = (names: readonly string[], { requirements }: Requirements): string | null => {
  const parent = requirements.find(
    (each) => pinOf(each) && knownDependencies[each.name]?.some((name) => names.includes(name)),
  );
  return parent ? `${parent.name}${parent.specifier}` : null;
};
