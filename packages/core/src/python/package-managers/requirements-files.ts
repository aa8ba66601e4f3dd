import { posix } from 'node:path';
import { PydockError } from '../../errors';
import { isFile } from '../paths';
import { requirementsFiles } from '../projects/manifest-names';
import { readRequirements } from '../requirements';
import type { ProjectSource } from './table';

/** The requirements file that production installs, relative to the workspace root; null where there is none. */
export const requirementsFileOf = ({ root, tree }: ProjectSource): string | null =>
  requirementsFiles.map((name) => posix.join(root, name)).find((file) => isFile(tree, file)) ?? null;

/** True for requirements files that only development needs, by name: requirements-dev.txt, requirements/test.txt. */
export const isForDevelopment = (path: string): boolean =>
  /(^|\/)(requirements[-_./](dev|develop|development|tests?|testing)|(dev|development|tests?)[-_.]requirements)\.txt$/.test(
    path,
  );

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
    try {
      const { files: read, locals, links } = readRequirements(tree, file);
      return locals.length + links.length === 0 ? read : [];
    } catch (error) {
      if (error instanceof PydockError) return [];
      throw error;
    }
  });
  return [...new Set(files)];
}
