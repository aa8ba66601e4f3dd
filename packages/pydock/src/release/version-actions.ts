import type { ProjectGraph, Tree } from '@nx/devkit';
import { VersionActions } from 'nx/release';
import { findVersion, withVersion } from '@pydock/core';
import { nxTree } from '../generators/nx-tree';

/** How nx release reads and writes the version of a Python project: in pyproject.toml, else in package.json. */
class PythonVersionActions extends VersionActions {
  readonly validManifestFilenames = ['pyproject.toml', 'package.json'];

  /** Where a project states none, nx release goes by git tags, or says so. */
  override readCurrentVersionFromSourceManifest(tree: Tree) {
    const found = findVersion(nxTree(tree), this.projectGraphNode.data.root);
    return Promise.resolve(found && { currentVersion: found.version, manifestPath: found.file });
  }

  /** No package index is asked: images have no versions of their own there. */
  override readCurrentVersionFromRegistry() {
    return Promise.resolve(null);
  }

  override readCurrentVersionOfDependency(tree: Tree, graph: ProjectGraph, name: string) {
    const root = graph.nodes[name]?.data.root;
    const found = root === undefined ? null : findVersion(nxTree(tree), root);
    return Promise.resolve({ currentVersion: found?.version ?? null, dependencyCollection: null });
  }

  override updateProjectVersion(tree: Tree, version: string) {
    const found = findVersion(nxTree(tree), this.projectGraphNode.data.root);
    if (!found) return Promise.resolve([]);
    tree.write(found.file, withVersion(tree.read(found.file, 'utf8') ?? '', found, version));
    return Promise.resolve([`set ${version} in ${found.file}`]);
  }

  /** Local packages are named by path, without a version. */
  override updateProjectDependencies() {
    return Promise.resolve([]);
  }
}

export { PythonVersionActions as default };
