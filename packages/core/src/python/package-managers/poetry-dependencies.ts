import { manifestValueInvalid } from '../../messages/manifests';
import { requirementInvalid } from '../../messages/python';
import { gitIn, isTable, type KeyPath, stringsOr, type Table, tableAt } from '../manifest-values';
import { pythonsOfMarker } from '../markers';
import { joinStated, localProjectOf } from '../paths';
import { normaliseName } from '../pep508';
import type { StatedDirectory } from '../project';
import { extrasIn } from '../pyproject';
import type { TomlDocument } from '../toml';
import { poetrySpecifier } from './poetry-versions';
import type { Manifest, ProjectSource, Requirement } from './table';

type Dependencies = Pick<Manifest, 'requirements' | 'localDependencies' | 'requiresPython'>;

export const dependenciesPath: readonly string[] = ['tool', 'poetry', 'dependencies'];

/**
 * The dependencies in [tool.poetry.dependencies], or the table of a group: a constraint, a table, or a list of tables for
 * different platforms.
 * @param optional the normalised names of optional ones that count; these alone count then
 * @throws PydockError PYDOCK_REQUIREMENTS_INVALID
 */
export function readPoetryDependencies(
  project: ProjectSource,
  document: TomlDocument,
  tablePath = dependenciesPath,
  optional: readonly string[] | null = null,
): Dependencies {
  const requirements: Requirement[] = [];
  const localDependencies: StatedDirectory[] = [];
  let requiresPython: Manifest['requiresPython'] = null;
  for (const [name, stated] of Object.entries(tableAt(document, tablePath))) {
    if (optional?.includes(normaliseName(name)) === false) continue;
    const path = [...tablePath, name];
    const source = document.place(path);
    if (!/^[A-Za-z0-9]([\w.-]*[A-Za-z0-9])?$/.test(name)) throw requirementInvalid(source, name);
    if (name.toLowerCase() === 'python') {
      requiresPython = { specifier: pythonSpecifier(constraintOf(document, path, stated)), source };
      continue;
    }
    const choices = (Array.isArray(stated) ? stated : [stated]).filter(
      (each) => !isTable(each) || ((optional !== null || each['optional'] !== true) && fitsLinux(each)),
    );
    const [first] = choices;
    if (first === undefined) continue;
    const specifier = poetrySpecifier(constraintOf(document, path, first));
    const extras = isTable(first) ? stringsOr(first['extras']).map(normaliseName) : [];
    const git = choices.filter(isTable).map(gitIn);
    const marker = isTable(first) && typeof first['markers'] === 'string' ? { marker: first['markers'] } : {};
    requirements.push(
      Object.assign({ name: normaliseName(name), specifier, extras, source }, marker, ...git),
    );
    for (const choice of choices) localDependencies.push(...localOf(project, choice, source));
  }
  return { requirements, localDependencies, requiresPython };
}

const fitsLinux = (choice: Table) =>
  (typeof choice['markers'] !== 'string' || pythonsOfMarker(choice['markers']) !== 0) &&
  (typeof choice['platform'] !== 'string' || choice['platform'] === 'linux');

function constraintOf(document: TomlDocument, path: KeyPath, stated: unknown): string {
  const choice: unknown = Array.isArray(stated) ? stated[0] : stated;
  if (typeof choice === 'string') return choice;
  if (isTable(choice)) return typeof choice['version'] === 'string' ? choice['version'] : '';
  throw manifestValueInvalid(document.place(path), path.join('.'), 'a version or a table');
}

// `3.11` is meant as any 3.11.
const pythonSpecifier = (constraint: string) =>
  poetrySpecifier(constraint).replace(/^==(\d+\.\d+)$/, '==$1.*');

function localOf(
  { root, tree }: ProjectSource,
  choice: unknown,
  source: StatedDirectory['source'],
): StatedDirectory[] {
  if (!isTable(choice)) return [];
  const path = typeof choice['path'] === 'string' ? choice['path'] : choice['file'];
  return typeof path === 'string'
    ? [
        {
          directory: localProjectOf(tree, joinStated(root, path), root),
          source,
          ...extrasIn({ extras: stringsOr(choice['extras']).map(normaliseName) }),
        },
      ]
    : [];
}
