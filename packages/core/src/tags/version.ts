import { readToml, stringAt } from '../python/manifest-values';
import type { SourceTree } from '../python/source-tree';
import type { Fact } from './tags';

/** A version, and where it stands: in one line of a file. */
export interface StatedVersion {
  readonly version: string;
  readonly file: string;
  readonly line: number;
}

// In the order in which they count; the first that has one.
const places = [
  ['project', 'version'],
  ['tool', 'poetry', 'version'],
] as const;

const manifests = ['pyproject.toml', 'package.json'] as const;
const inRoot = (root: string, file: string) => (root === '.' ? file : `${root}/${file}`);

/** The version that a project states: in pyproject.toml, else in package.json. Null where it states none. */
export function findVersion(tree: SourceTree, root: string): StatedVersion | null {
  const [pyproject, manifest] = manifests.map((file) => inRoot(root, file)) as [string, string];
  const document = readToml(tree, pyproject);
  for (const place of document ? places : []) {
    const version = document && stringAt(document, place);
    if (version) return { version, file: pyproject, line: document.place(place).line ?? 1 };
  }
  const text = tree.read(manifest);
  const version = text === null ? null : versionIn(text);
  const line = text?.split('\n').findIndex((each) => versionLine.exec(each)?.[3] === version) ?? -1;
  return version === null || line === -1 ? null : { version, file: manifest, line: line + 1 };
}

/** The same for a tag. */
export function statedVersion(tree: SourceTree, root: string): Fact {
  const found = findVersion(tree, root);
  if (found) return { value: found.version };
  const [pyproject, manifest] = manifests.map((file) => inRoot(root, file)) as [string, string];
  return { missing: `neither ${pyproject} nor ${manifest} states a version` };
}

/** A file's text with another version in the line where it stands; all else stays as it is. */
export function withVersion(text: string, { line }: StatedVersion, version: string): string {
  const lines = text.split('\n');
  lines[line - 1] = (lines[line - 1] ?? '').replace(versionLine, `$1$2${version}$2`);
  return lines.join('\n');
}

// `version = "1.0"` and `{ "version": "1.0", … }`.
const versionLine = /(\bversion["']?\s*[:=]\s*)(["'])([^"']*)\2/;

function versionIn(text: string): string | null {
  try {
    const { version } = JSON.parse(text) as { version?: unknown };
    return typeof version === 'string' && version !== '' ? version : null;
  } catch {
    return null;
  }
}
