import { posix } from 'node:path';
import type { ManifestProject } from '../python/frameworks/table';
import type { Manifest } from '../python/package-managers/table';
import { treeOf } from '../python/source-tree';

/** Files by path, relative to the project. */
export type Texts = Readonly<Record<string, string>>;

/** A project with some files that requires some packages: `flask`, `gunicorn==23.0.0`, `fastapi[standard]`. */
export function manifestProject(
  requires: string,
  texts: Texts,
  more: Partial<Manifest> = {},
  root = 'apps/api',
): ManifestProject {
  const manifest = posix.join(root, 'requirements.txt');
  const requirements = requires
    .split(' ')
    .filter((each) => each !== '')
    .map((each, index) => {
      const [, name = '', extras = '', specifier = ''] = /^([\w.-]+)(?:\[(.*)\])?(.*)$/.exec(each) ?? [];
      return {
        name,
        specifier,
        extras: extras.split(',').filter((extra) => extra !== ''),
        source: { file: manifest, line: index + 1 },
      };
    });
  return {
    root,
    tree: treeOf(new Map(Object.entries(texts).map(([path, text]) => [posix.join(root, path), text]))),
    manifest: {
      name: null,
      manifest,
      lockfile: null,
      installFiles: [manifest],
      workspace: null,
      isPackage: false,
      hashed: false,
      requirements,
      locked: [],
      requiresPython: null,
      scripts: [],
      localDependencies: [],
      ...more,
    },
  };
}
