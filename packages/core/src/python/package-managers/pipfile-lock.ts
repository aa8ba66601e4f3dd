import { findNodeAtLocation, type Node, type ParseError, parseTree } from 'jsonc-parser';
import { fileUnreadable } from '../../messages/project';
import { refuseUnbounded } from '../bounds';
import { lineCounter } from '../line-counter';
import { gitAt } from '../manifest-values';
import { markerReader, pythonsIn } from '../markers';
import { normaliseName } from '../pep508';
import { readOnce } from '../read-once';
import type { LockedPackage } from './table';

/**
 * What a Pipfile.lock installs of each category, that of [packages] being `default`; null where there is none.
 * @throws PydockError PYDOCK_FILE_UNREADABLE for what is no JSON
 */
export const pipfileLocked = readOnce((file, text): ReadonlyMap<string, readonly LockedPackage[]> => {
  const tree = parseJson(file, text);
  const lineOf = lineCounter(text);
  return new Map(
    (tree?.type === 'object' ? (tree.children ?? []) : []).flatMap(({ children: [key, value] = [] }) =>
      typeof key?.value === 'string' && !key.value.startsWith('_')
        ? [[key.value, packagesIn(value, file, lineOf)] as const]
        : [],
    ),
  );
});

function packagesIn(
  packages: Node | undefined,
  file: string,
  lineOf: (offset: number) => number,
): LockedPackage[] {
  const readMarker = markerReader();
  return (packages?.type === 'object' ? (packages.children ?? []) : []).flatMap((property) => {
    const [key, value] = property.children ?? [];
    if (typeof key?.value !== 'string' || value?.type !== 'object') return [];
    // A path has no version, and is local.
    const version = stringIn(value, 'version').replace(/^===?/, '');
    const pythons = readMarker(stringIn(value, 'markers'));
    if (pythons === 0 || stringIn(value, 'path') !== '') return [];
    const source = { file, line: lineOf(property.offset) };
    const name = normaliseName(key.value);
    const pinned = { name, version, wheels: null, hasSource: true, pythons: pythonsIn(pythons), source };
    const git = stringIn(value, 'git');
    return [git === '' ? pinned : { ...pinned, fromGit: gitAt(git) }];
  });
}

function parseJson(file: string, text: string): Node | undefined {
  refuseUnbounded(file, text, 'lock');
  const errors: ParseError[] = [];
  const lineOf = lineCounter(text);
  try {
    const tree = parseTree(text, errors, { disallowComments: true });
    const [error] = errors;
    if (!error) return tree;
    throw fileUnreadable({ file, line: lineOf(error.offset) }, 'it is not JSON');
  } catch (error) {
    if (error instanceof RangeError) throw fileUnreadable({ file, line: 1 }, 'it is nested too deeply');
    throw error;
  }
}

function stringIn(object: Node, key: string): string {
  const value: unknown = findNodeAtLocation(object, [key])?.value;
  return typeof value === 'string' ? value : '';
}
