import type { Place } from '../../errors';
import { isTable, stringsOr, tableOr } from '../manifest-values';
import type { OptionalKind, ProjectSource } from '../package-managers/table';
import { normaliseName, parsePep508 } from '../pep508';
import { readDependencyTexts } from '../pyproject';
import type { TomlDocument } from '../toml';
import { mostSets, type StatedSet } from './sets';

type Path = readonly string[];

/** The extras of a table of lists: [project.optional-dependencies]. */
export const readExtras = (
  project: ProjectSource,
  document: TomlDocument,
  path: Path = ['project', 'optional-dependencies'],
): StatedSet[] => readLists(project, document, 'extra', path);

/** The groups of a table of lists: [dependency-groups], as PEP 735 has it, and what was there before. */
export const readGroups = (
  project: ProjectSource,
  document: TomlDocument,
  path: Path = ['dependency-groups'],
): StatedSet[] => readLists(project, document, 'group', path);

/** The group `dev` of a list that a tool had before there were groups. */
export const readDevelopmentList = (
  project: ProjectSource,
  document: TomlDocument,
  path: Path,
): StatedSet[] => {
  const listed = document.get(path);
  return Array.isArray(listed) ? [readList(project, document, 'group', 'dev', path)] : [];
};

function readLists(project: ProjectSource, document: TomlDocument, kind: OptionalKind, path: Path) {
  const keys = Object.keys(tableOr(document.get(path))).slice(0, mostSets);
  return keys.map((key) => readList(project, document, kind, key, [...path, key]));
}

function readList(
  project: ProjectSource,
  document: TomlDocument,
  kind: OptionalKind,
  key: string,
  path: Path,
): StatedSet {
  const items: unknown = document.get(path);
  const texts = (Array.isArray(items) ? items : []).flatMap((item: unknown, index) =>
    typeof item === 'string' ? [{ text: item, source: document.place([...path, index]) }] : [],
  );
  const groups = (Array.isArray(items) ? items : [])
    .filter(isTable)
    .flatMap((item) => stringsOr([item['include-group']]))
    .map(normaliseName);
  const name = document.get(['project', 'name']);
  const own = typeof name === 'string' ? normaliseName(name) : null;
  const set = setOf(project, { kind, key, source: document.place(path) }, texts, own);
  return { ...set, includes: [...set.includes, ...groups] };
}

/**
 * An extra or a group of PEP 508 texts. One that can't be read is its package manager's to tell of, where it is installed;
 * an extra that asks for the project itself with other extras includes these.
 */
export function setOf(
  project: ProjectSource,
  set: Pick<StatedSet, 'kind' | 'key' | 'source'>,
  texts: readonly { readonly text: string; readonly source: Place }[],
  own: string | null,
): StatedSet {
  const read = texts.flatMap((each) => {
    const stated = parsePep508(each.text);
    return stated ? [{ ...each, stated }] : [];
  });
  const isOwn = ({ stated }: (typeof read)[number]) => stated.name === own && stated.extras.length > 0;
  const others = read.filter((each) => !isOwn(each));
  return {
    ...set,
    ...readDependencyTexts(project, others),
    includes: set.kind === 'extra' ? read.filter(isOwn).flatMap(({ stated }) => stated.extras) : [],
  };
}
