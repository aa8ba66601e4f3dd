import { posix } from 'node:path';
import type { Place } from '../errors';
import { manifestMissing, requirementInvalid } from '../messages/python';
import { mostRequirements, tooManyRequirements } from './bounds';
import { readToml, stringAt, stringsAt, tableAt } from './manifest-values';
import { pythonsOfMarker } from './markers';
import type { ConsoleScript, Manifest, ProjectSource, Requirement } from './package-managers/table';
import { joinStated, localProjectOf, pathOfUrl } from './paths';
import { normaliseName, parsePep508 } from './pep508';
import type { StatedDirectory } from './project';
import type { TomlDocument } from './toml';

/** What the [project] table of a pyproject.toml says. */
export type ProjectTable = Pick<
  Manifest,
  'name' | 'requirements' | 'requiresPython' | 'scripts' | 'localDependencies'
>;

export const pyprojectOf = ({ root }: ProjectSource): string => posix.join(root, 'pyproject.toml');

/** @throws PydockError PYDOCK_MANIFEST_MISSING, PYDOCK_FILE_UNREADABLE */
export function requirePyproject(project: ProjectSource): TomlDocument {
  const document = readToml(project.tree, pyprojectOf(project));
  if (!document) throw manifestMissing(project.root, ['pyproject.toml']);
  return document;
}

/** @throws PydockError PYDOCK_REQUIREMENTS_INVALID for a key of the wrong type, or a dependency that can't be read */
export function readProjectTable(project: ProjectSource, document: TomlDocument): ProjectTable {
  const name = stringAt(document, ['project', 'name']);
  const specifier = stringAt(document, ['project', 'requires-python']);
  const dependencies = readDependencies(project, document, ['project', 'dependencies']);
  return {
    name: name === null ? null : normaliseName(name),
    ...dependencies,
    requiresPython:
      specifier === null ? null : { specifier, source: document.place(['project', 'requires-python']) },
    scripts: readScripts(document, ['project', 'scripts']),
  };
}

/** A list of PEP 508 dependencies; what no Linux installs is left out, a `file:` URL is local. */
export function readDependencies(
  project: ProjectSource,
  document: TomlDocument,
  path: readonly string[],
): Pick<Manifest, 'requirements' | 'localDependencies'> {
  const listed = stringsAt(document, path);
  return readDependencyTexts(
    project,
    listed.map((text, index) => ({ text, source: document.place([...path, index]) })),
  );
}

/** PEP 508 dependencies, each with its place. */
export function readDependencyTexts(
  { root, tree }: ProjectSource,
  listed: readonly { readonly text: string; readonly source: Place }[],
): Pick<Manifest, 'requirements' | 'localDependencies'> {
  const requirements: Requirement[] = [];
  const localDependencies: StatedDirectory[] = [];
  const beyond = listed[mostRequirements];
  if (beyond) throw tooManyRequirements(beyond.source);
  for (const { text, source } of listed) {
    const stated = parsePep508(text);
    if (!stated) throw requirementInvalid(source, text);
    if (pythonsOfMarker(stated.marker) === 0) continue;
    const { name, specifier, extras, marker } = stated;
    requirements.push({ name, specifier, extras, ...(marker !== '' && { marker }), source });
    const path = stated.url === null ? null : pathOfUrl(stated.url);
    if (path !== null)
      localDependencies.push({
        directory: localProjectOf(tree, joinStated(root, path), root),
        source,
        ...extrasIn(stated),
      });
  }
  return { requirements, localDependencies };
}

/** The extras that a requirement asks of a local project, where it asks for any. */
export const extrasIn = ({ extras }: Pick<Requirement, 'extras'>): Pick<StatedDirectory, 'extras'> =>
  extras.length > 0 ? { extras } : {};

/** Console scripts of a table: `name = "package.module:function"`. */
export function readScripts(document: TomlDocument, path: readonly string[]): ConsoleScript[] {
  return Object.entries(tableAt(document, path)).flatMap(([name, target]) =>
    typeof target === 'string'
      ? [{ name, target: target.trim(), source: document.place([...path, name]) }]
      : [],
  );
}

/** The build back end that the manifest names, such as `hatchling.build`; null where it names none. */
export const buildBackend = (document: TomlDocument): string | null =>
  document.get(['build-system']) === undefined
    ? null
    : (stringAt(document, ['build-system', 'build-backend']) ?? 'setuptools.build_meta:__legacy__');
