import { lenient } from '../lenient';
import { stringsOr, tableOr } from '../manifest-values';
import type { StatedSet } from '../optional/sets';
import { readExtras, readGroups } from '../optional/stated-sets';
import { normaliseName } from '../pep508';
import type { TomlDocument } from '../toml';
import { dependenciesPath, readPoetryDependencies } from './poetry-dependencies';
import type { ProjectSource } from './table';

/**
 * Poetry's extras and groups: of its own tables, and of the standard ones. An extra of its own names dependencies that are
 * optional. A group is installed by default unless it says that it is optional.
 */
export function readPoetrySets(project: ProjectSource, document: TomlDocument): StatedSet[] {
  const groups = Object.keys(tableOr(document.get(groupsPath)));
  const isOptional = (key: string) => document.get([...groupsPath, key, 'optional']) === true;
  const dev = document.get(['tool', 'poetry', 'dev-dependencies']) !== undefined;
  return [
    ...readExtras(project, document),
    ...Object.keys(tableOr(document.get(extrasPath))).map((key) => ownExtra(project, document, key)),
    ...readGroups(project, document).map((each) => ({ ...each, isDefault: !isOptional(each.key) })),
    ...groups.map((key) => ({
      ...ownGroup(project, document, key, [...groupsPath, key, 'dependencies']),
      includes: stringsOr(document.get([...groupsPath, key, 'include-groups'])).map(normaliseName),
      isDefault: !isOptional(key),
    })),
    ...(dev ? [ownGroup(project, document, 'dev', ['tool', 'poetry', 'dev-dependencies'])] : []),
  ];
}

const groupsPath = ['tool', 'poetry', 'group'];
const extrasPath = ['tool', 'poetry', 'extras'];

function ownExtra(project: ProjectSource, document: TomlDocument, key: string): StatedSet {
  const path = [...extrasPath, key];
  const names = stringsOr(document.get(path)).map(normaliseName);
  return {
    ...{ kind: 'extra', key, source: document.place(path), includes: [] },
    ...lenient(() => dependenciesIn(project, document, dependenciesPath, names), nothing),
  };
}

function ownGroup(
  project: ProjectSource,
  document: TomlDocument,
  key: string,
  path: readonly string[],
): StatedSet {
  return {
    ...{ kind: 'group', key, source: document.place(path), includes: [], isDefault: true },
    ...lenient(() => dependenciesIn(project, document, path, null), nothing),
  };
}

// What is installed only where it is asked for is Poetry's to tell of, where it can't be read.
const nothing = { requirements: [], localDependencies: [] };

function dependenciesIn(...given: Parameters<typeof readPoetryDependencies>) {
  const { requirements, localDependencies } = readPoetryDependencies(...given);
  return { requirements, localDependencies };
}
