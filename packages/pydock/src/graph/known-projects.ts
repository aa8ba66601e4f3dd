import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { FactsCache } from './facts-cache';
import type { FactsSettings, ProjectFacts } from './project-facts';

/** The directories of a workspace that may be projects: the names of what was found in each, by path. */
export type Directories = ReadonlyMap<string, ReadonlySet<string>>;

/** Files that make a directory a Python project, or may. */
export const manifests = ['requirements.txt', 'pyproject.toml', 'Pipfile', 'setup.py', 'setup.cfg'];

// Where others put what they install.
const installed = ['node_modules', '.venv', 'venv', 'site-packages'];

/** Sorts files by directory; what was installed is left out. */
export function directoriesOf(files: readonly string[]): Directories {
  const directories = new Map<string, Set<string>>();
  for (const file of files) {
    const directory = posix.dirname(file);
    const names = directories.get(directory);
    if (names) names.add(posix.basename(file));
    else if (!directory.split('/').some((part) => installed.includes(part)))
      directories.set(directory, new Set([posix.basename(file)]));
  }
  return directories;
}

/** What shape facts have, in what is kept of them. */
const shape = 1;

// Another release may read the same files in another way.
const release = () => readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8');

type Facts = ReadonlyMap<string, ProjectFacts>;

/** What createNodes found, until createDependencies takes it up: Nx calls one after the other. */
let found: { readonly workspaceRoot: string; readonly settings: string; readonly facts: Facts } | null = null;

/** What is known of all directories that may be projects: as it was read before, where nothing changed since, else read now. */
export async function knownProjects(
  workspaceRoot: string,
  directories: Directories,
  settings: FactsSettings,
): Promise<Facts> {
  const facts = await factsOf(workspaceRoot, directories, settings, true);
  found = { workspaceRoot, settings: JSON.stringify(settings), facts };
  return facts;
}

/** The same of some directories: as it was found just now, else like the above. */
export async function knownAgain(
  workspaceRoot: string,
  directories: Directories,
  settings: FactsSettings,
): Promise<Facts> {
  const before = found;
  found = null;
  const isSame = before?.workspaceRoot === workspaceRoot && before.settings === JSON.stringify(settings);
  const facts = isSame ? before.facts : await factsOf(workspaceRoot, directories, settings, false);
  return new Map([...facts].filter(([path]) => directories.has(path)));
}

async function factsOf(
  workspaceRoot: string,
  directories: Directories,
  settings: FactsSettings,
  areAll: boolean,
): Promise<Facts> {
  const cache = new FactsCache<ProjectFacts>(workspaceRoot, { shape, release: release(), ...settings });
  const facts = cache.valid(directories);
  const missing = new Map([...directories].filter(([path]) => !facts.has(path)));
  if (missing.size === 0) return facts;
  // Loaded where there is something to read only: it takes longer than all the rest.
  const { readFacts } = await import('./read-facts.js');
  const { found: read, from } = readFacts(workspaceRoot, missing, settings, cache.marks);
  for (const [path, each] of read) facts.set(path, each);
  if (areAll) cache.store(directories, facts, from);
  return facts;
}
