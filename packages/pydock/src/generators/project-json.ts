import { posix } from 'node:path';

/** The path from a project to the schema of its project.json. */
export const schemaOf = (root: string): string =>
  posix.join(posix.relative(root, '.') || '.', 'node_modules/nx/schemas/project-schema.json');

/**
 * The project.json of a new service.
 * @param tags separated by commas; none where undefined
 * @param targets options by target
 */
export function projectJson(
  root: string,
  name: string,
  tags: string | undefined,
  targets: Readonly<Record<string, object>>,
): object {
  const words = tags?.split(',').map((tag) => tag.trim());
  return {
    name,
    $schema: schemaOf(root),
    projectType: 'application',
    sourceRoot: root,
    ...(words && { tags: words.filter(Boolean) }),
    targets: Object.fromEntries(Object.entries(targets).map(([target, options]) => [target, { options }])),
  };
}
