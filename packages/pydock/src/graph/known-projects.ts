import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { manifestNames, manifestOf } from '@pydock/core/projects/manifest-names';
import { FactsCache } from './facts-cache';
import type { FactsSettings, ProjectFacts } from './project-facts';

/** The directories of a workspace that may be projects: the names of what was found in each, by path. */
export type Directories = ReadonlyMap<string, ReadonlySet<string>>;

/** The files by which createNodes finds directories that may be projects. */
export const projectFiles = `**/{Dockerfile,project.json,package.json,${manifestNames.join(',')}}`;

// Where others put what they install.
const installed = ['node_modules', '.venv', 'venv', 'site-packages'];

/** Sorts files by the directory whose they are; what was installed is left out. */
export function directoriesOf(files: readonly string[]): Directories {
  const directories = new Map<string, Set<string>>();
  for (const file of files) {
    const { directory, name } = manifestOf(file) ?? {
      directory: posix.dirname(file),
      name: posix.basename(file),
    };
    const names = directories.get(directory);
    if (names) names.add(name);
    else if (!directory.split('/').some((part) => installed.includes(part)))
      directories.set(directory, new Set([name]));
  }
  return directories;
}

/** What shape facts have, in what is kept of them. */
const shape = 2;

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
