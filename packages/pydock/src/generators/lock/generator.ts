import { join, posix } from 'node:path';
import { type GeneratorCallback, getProjects, type Tree } from '@nx/devkit';
import {
  directoryMissing,
  isOtherPin,
  lockCommand,
  type LockDay,
  lockDay,
  type LockOptions,
  lockReasons,
  type LockSubject,
  lockSubject,
  maskOf,
  optionLines,
  pinnedText,
  pinsOf,
  readRequirements,
  recordedCommand,
  recordedIn,
  type Release,
  type SourceTree,
  uploadTimesMissing,
} from '@pydock/core';
import { projectDirectory } from '../directory';
import { dockerFilesOf } from '../dockerfile';
import { nxTree } from '../nx-tree';
import { pythonVersionText } from '../python-version';
import { workspaceNames } from '../workspace-names';
import { difference, refreshFiles, treeShelf } from '../write';
import { pythonAsOf, pythonFor } from './python';
import { daysOf, type Resolver, resolveAll, resolverEnvironment } from './resolve';
import type { LockOptions as Options } from './schema-types';
import { findUv } from './uv';

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** Pins all that a requirements file installs. What it said goes to requirements.in, byte for byte. */
export async function lockGenerator(tree: Tree, options: Options): Promise<GeneratorCallback | undefined> {
  const root = subjectDirectory(tree, options.directory);
  const files = nxTree(tree);
  const subject = lockSubject({ root, tree: files });
  if (subject.complete) return void say(`Nothing to do: ${subject.output} is a full pin already.`);
  const present = files.read(subject.output) ?? '';
  const recorded = recordedIn(present);
  const pythonVersion = pythonVersionText(options.pythonVersion) ?? recorded?.pythonVersion;
  const found = pythonFor(files, root, pythonVersion);
  const resolver = await resolverFor(tree, root, subject, found.version);
  const { chosen, newest } = await chooseDay(resolver, files, root, subject, recorded, options.asOf);
  const python = pythonAsOf(found, chosen.day, today());
  const made = { asOf: chosen.day, hashes: options.hashes ?? recorded?.hashes ?? false, pythonVersion };
  const text = await pinned({ ...resolver, python }, files, root, subject, made, recorded, present);
  if (!isOtherPin({ subject, recorded, made, present, text }))
    return void say(`Nothing to do: ${subject.output} pins all, as of ${chosen.day}.`);
  for (const line of lockReasons(root, subject, chosen, newest)) say(line);
  const mask = maskOf([]);
  for (const line of difference(present, text)) say(mask(`  ${line}`));
  const names = { name: workspaceNames(tree).nameOf(root) };
  const before = dockerFilesOf(files, root, names);
  // The words first: whatever happens in between, nothing is lost.
  if (!tree.exists(subject.input)) tree.write(subject.input, tree.read(subject.source) ?? '');
  tree.write(subject.output, text);
  if (python !== found.version) statePython(tree, root, python, chosen.day);
  const after = dockerFilesOf(nxTree(tree), root, names);
  for (const path of refreshFiles(treeShelf(tree), after, before))
    say(`\n${path} is yours: nx g pydock:dockerize ${root} shows what it would be now.`);
  return () =>
    say(`\nFrom now on, edit ${subject.input}, and run this again to pin it: ${lockCommand(root)}`);
}

const today = () => new Date().toISOString().slice(0, 10);

function statePython(tree: Tree, root: string, python: string, day: string): void {
  const file = posix.join(root, '.python-version');
  tree.write(file, `${python}\n`);
  say(
    `\n${file} has Python ${python}: packages of ${day} need not run on a newer one, and no file says which it is.`,
  );
}

function subjectDirectory(tree: Tree, given: string): string {
  const named = getProjects(tree).get(given);
  const root = named && !tree.exists(given) ? named.root : projectDirectory(tree, given);
  if (root !== '.' && (!tree.exists(root) || tree.isFile(root))) throw directoryMissing(given);
  return root;
}

async function resolverFor(
  tree: Tree,
  root: string,
  { source }: LockSubject,
  python: string,
): Promise<Resolver> {
  const directory = join(tree.root, root);
  const [uv, env] = await Promise.all([findUv(directory, say), resolverEnvironment(directory)]);
  return { uv, directory, env, file: posix.relative(root, source), shown: source, python };
}

async function chooseDay(
  resolver: Resolver,
  files: SourceTree,
  root: string,
  { source }: LockSubject,
  recorded: LockOptions | null,
  asked: string | undefined,
): Promise<{ chosen: LockDay; newest: Release | null }> {
  const pins = asked === undefined ? pinsOf(readRequirements(files, source)) : [];
  const choices = { asked, recorded: recorded?.asOf ?? null, today: today() };
  // A day that makes no sense is told before the index is asked.
  lockDay({ ...choices, newest: null });
  const { newest, untold } = await daysOf(resolver, pins);
  if (untold.length > 0 && recorded === null) throw uploadTimesMissing(untold, root);
  return { chosen: lockDay({ ...choices, newest }), newest };
}

async function pinned(
  resolver: Resolver,
  files: SourceTree,
  root: string,
  { source, input }: LockSubject,
  made: LockOptions,
  recorded: LockOptions | null,
  present: string,
): Promise<string> {
  const text = await resolveAll(resolver, {
    day: made.asOf >= today() ? null : made.asOf,
    hashes: made.hashes,
    command: recordedCommand(root, made),
    // As of another day, everything is chosen anew.
    present: recorded?.asOf === made.asOf ? present : null,
  });
  const options = optionLines(files, readRequirements(files, source).files);
  return pinnedText({ text, options, read: resolver.file, input: posix.relative(root, input) });
}
