import { posix } from 'node:path';
import { lenient } from '../lenient';
import { isFile } from '../paths';
import { normaliseName } from '../pep508';
import { requirementsFiles } from '../projects/manifest-names';
import { readRequirements, type Requirements } from '../requirements';
import type { ProjectSource } from './table';

/** The requirements file that production installs, relative to the workspace root; null where there is none. */
export const requirementsFileOf = ({ root, tree }: ProjectSource): string | null =>
  requirementsFiles.map((name) => posix.join(root, name)).find((file) => isFile(tree, file)) ?? null;

/** True for requirements files that only development needs, by name: requirements-dev.txt, requirements/test.txt. */
export const isForDevelopment = (path: string): boolean =>
  /(^|\/)(requirements[-_./](dev|develop|development|tests?|testing)|(dev|development|tests?)[-_.]requirements)\.txt$/.test(
    path,
  );

// requirements-web.txt, requirements/web.txt, web-requirements.txt
const groupName = /^(?:requirements[-_.]([\w.-]+)|([\w.-]+?)[-_.]requirements)\.txt$/;

/**
 * The requirements files beside the one for production, each a group by its name. Those that can't be read are left out.
 * @param installed the files that production installs
 */
export function requirementsGroups(
  project: ProjectSource,
  installed: readonly string[],
): { name: string; file: string; listed: Requirements }[] {
  const { root, tree } = project;
  const files = (directory: string) =>
    tree.list(directory).flatMap(({ name, kind }) => (kind === 'file' ? [name] : []));
  const beside = files(root).flatMap((name) => {
    const [, after, before] = groupName.exec(name) ?? [];
    const group = after ?? before;
    return group === undefined ? [] : [{ name: group, file: posix.join(root, name) }];
  });
  const below = files(posix.join(root, 'requirements')).flatMap((name) =>
    /^[\w-][\w.-]*\.txt$/.test(name)
      ? [{ name: name.slice(0, -4), file: posix.join(root, 'requirements', name) }]
      : [],
  );
  const others = [...beside, ...below].filter(({ file }) => !installed.includes(file));
  return others.slice(0, mostGroups).flatMap(({ name, file }) => {
    const listed = lenient(() => readRequirements(tree, file), null);
    return listed === null ? [] : [{ name: normaliseName(name), file, listed }];
  });
}

// More nobody has; each is read with all that it includes.
const mostGroups = 20;

/**
 * The requirements files for development, and what they include. One that can't be read is no reason to stop, and one
 * that installs from local directories can't be told from the manifests alone: these are left out.
 */
export function developmentFilesOf({ root, tree }: ProjectSource): string[] {
  const directories = [root, posix.join(root, 'requirements')];
  const named = directories.flatMap((directory) =>
    tree.list(directory).flatMap(({ name, kind }) => (kind === 'file' ? [posix.join(directory, name)] : [])),
  );
  const files = named.filter(isForDevelopment).flatMap((file) => {
    const listed = lenient(() => readRequirements(tree, file), null);
    return listed && listed.locals.length + listed.links.length === 0 ? listed.files : [];
  });
  return [...new Set(files)];
}
