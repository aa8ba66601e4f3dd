import { posix } from 'node:path';
import type { Place } from '../../errors';
import { isTable, readToml, stringsOr } from '../manifest-values';
import { ancestorsOf, isFile } from '../paths';
import { normaliseName } from '../pep508';
import type { SourceTree } from '../source-tree';
import type { TomlDocument } from '../toml';
import type { ProjectSource } from './table';

/** A uv workspace: the directory of its root, and what its manifest says. */
export interface UvWorkspace {
  readonly root: string;
  readonly document: TomlDocument;
  /** Where it lists its members. */
  readonly source: Place;
}

const workspacePath = ['tool', 'uv', 'workspace'];

/**
 * The uv workspace that a project belongs to: its own, or the nearest above it that lists it as a member. As for uv,
 * the nearest manifest with a workspace decides, even if it lists the project not.
 */
export function uvWorkspaceOf(project: ProjectSource): UvWorkspace | null {
  const nearest = nearestUvWorkspace(project);
  return nearest?.hasProject ? nearest.workspace : null;
}

/** The nearest uv workspace at or above a project, and whether the project is a member of it. */
export function nearestUvWorkspace({
  root,
  tree,
}: ProjectSource): { workspace: UvWorkspace; hasProject: boolean } | null {
  for (const directory of [root, ...ancestorsOf(root)]) {
    const document = readToml(tree, posix.join(directory, 'pyproject.toml'));
    if (!document || !isTable(document.get(workspacePath))) continue;
    const workspace = { root: directory, document, source: document.place([...workspacePath, 'members']) };
    return { workspace, hasProject: directory === root || isMember(workspace, root) };
  }
  return null;
}

function isMember({ root, document }: UvWorkspace, directory: string): boolean {
  const path = posix.relative(root === '.' ? '' : root, directory);
  const listed = (key: string) =>
    stringsOr(document.get([...workspacePath, key])).some((glob) => matchesGlob(path, glob));
  return listed('members') && !listed('exclude');
}

/** The directory of the member of a workspace with a name; null where no member has it. */
export function memberNamed(tree: SourceTree, workspace: UvWorkspace, name: string): string | null {
  const named = [workspace.root, ...membersOf(tree, workspace)].find((directory) => {
    const stated = readToml(tree, posix.join(directory, 'pyproject.toml'))?.get(['project', 'name']);
    return typeof stated === 'string' && normaliseName(stated) === name;
  });
  return named ?? null;
}

/** The directories of a workspace's members, its root left out. */
export function membersOf(tree: SourceTree, workspace: UvWorkspace): string[] {
  const globs = stringsOr(workspace.document.get([...workspacePath, 'members']));
  const members = globs.flatMap((glob) =>
    directoriesOf(tree, workspace.root, glob.split('/').filter(isPart)),
  );
  return [...new Set(members)].filter((directory) => isMember(workspace, directory));
}

const isPart = (part: string) => part !== '' && part !== '.';
const deepest = 8;

// The directories below one that match the components of a glob and have a manifest.
function directoriesOf(tree: SourceTree, from: string, parts: readonly string[], depth = 0): string[] {
  const [part, ...rest] = parts;
  if (part === undefined) return isFile(tree, posix.join(from, 'pyproject.toml')) ? [from] : [];
  if (depth > deepest) return [];
  if (!/[*?[]/.test(part)) return directoriesOf(tree, posix.join(from, part), rest, depth + 1);
  const below = tree
    .list(from)
    .filter(({ kind, name }) => kind === 'directory' && !name.startsWith('.') && name !== 'node_modules');
  if (part === '**')
    return [
      ...directoriesOf(tree, from, rest, depth + 1),
      ...below.flatMap(({ name }) => directoriesOf(tree, posix.join(from, name), parts, depth + 1)),
    ];
  return below
    .filter(({ name }) => matchesGlob(name, part))
    .flatMap(({ name }) => directoriesOf(tree, posix.join(from, name), rest, depth + 1));
}

/** Whether a path matches a glob: `*`, `?` and `[…]` within a component, `**` for any number of them. */
export function matchesGlob(path: string, glob: string): boolean {
  return matchesParts(path.split('/').filter(isPart), glob.split('/').filter(isPart));
}

function matchesParts(path: readonly string[], glob: readonly string[]): boolean {
  const [first, ...rest] = glob;
  if (first === undefined) return path.length === 0;
  if (first === '**')
    return rest[0] === '**'
      ? matchesParts(path, rest)
      : path.some((_part, index) => matchesParts(path.slice(index), rest)) || matchesParts([], rest);
  const [part] = path;
  return part !== undefined && partPattern(first).test(part) && matchesParts(path.slice(1), rest);
}

function partPattern(glob: string): RegExp {
  const source = glob.replace(/\*+|\?|\[!?[^\]\\]+\]|[^*?[]+|\[/g, (token) => {
    if (token.startsWith('*')) return '[^/]*';
    if (token === '?') return '[^/]';
    if (token.length > 2 && token.startsWith('[')) return token.replace(/^\[!/, '[^');
    return token.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
  });
  try {
    return new RegExp(`^${source}$`);
  } catch {
    return /^$/;
  }
}
