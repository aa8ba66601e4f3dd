import { posix } from 'node:path';
import { PydockError } from '../errors';
import { detectPythonProject } from './detect';
import { type Problem, valueOf } from './fact';
import { strongestClaims } from './package-managers/choose';
import type { Detection } from './project';
import { manifestOf } from './projects/manifest-names';
import type { SourceTree } from './source-tree';

/** What the Python projects of a workspace turn out to be, each list sorted by directory. */
export interface Survey {
  /** With every fact settled. */
  readonly apps: readonly Detection[];
  /** The directories of projects in which nothing starts by itself: libraries, as a rule. */
  readonly libraries: readonly string[];
  /** Those of which something must be settled by hand, or nothing can be told. */
  readonly unsettled: readonly Unsettled[];
}

/** A project that needs its owner: the first problem of those that it has. */
export interface Unsettled {
  readonly root: string;
  readonly error: PydockError;
  /** All that can be told; null where that is nothing. */
  readonly detection: Detection | null;
}

/**
 * The directories that files of a workspace make likely to be Python projects, sorted.
 * @param files relative to the workspace root
 */
export function likelyProjects(files: readonly string[]): string[] {
  return [...new Set(files.flatMap((file) => manifestOf(file)?.directory ?? []))].sort();
}

/**
 * Sorts directories into apps, libraries and what is unsettled; one that no package manager claims is none of these.
 * @param roots relative to the workspace root
 * @param detect how one is looked at
 */
export function surveyProjects(
  tree: SourceTree,
  roots: readonly string[],
  detect = (root: string) => detectPythonProject({ root, tree }, { name: posix.basename(root) }),
): Survey {
  const looks = roots.flatMap((root) => {
    const look = lookAt(tree, root, detect);
    return look ? [look] : [];
  });
  const detections = looks.flatMap((look) => ('detection' in look ? [look.detection] : []));
  const needed = new Set(detections.flatMap((each) => each.localDependencies.map((one) => one.directory)));
  const read = new Set(
    detections.flatMap(({ manifest, installFiles, developmentFiles }) =>
      [...installFiles, ...developmentFiles].filter((file) => file !== manifest),
    ),
  );
  const apps: Detection[] = [];
  const libraries: string[] = [];
  const unsettled: Unsettled[] = [];
  for (const look of looks) {
    if ('error' in look) unsettled.push({ ...look, detection: null });
    else if (startsNothing(look.detection, needed.has(look.root))) {
      // The root of a workspace, or a folder of requirements: another project's, and none of its own.
      if (!read.has(look.detection.manifest)) libraries.push(look.root);
    } else {
      const { root, detection } = look;
      const [problem] = detection.problems;
      if (problem) unsettled.push({ root, error: problem.error, detection });
      else apps.push(detection);
    }
  }
  return { apps, libraries, unsettled };
}

type Look = { readonly root: string } & ({ readonly detection: Detection } | { readonly error: PydockError });

function lookAt(tree: SourceTree, root: string, detect: (root: string) => Detection): Look | null {
  try {
    return strongestClaims({ root, tree }).length === 0 ? null : { root, detection: detect(root) };
  } catch (error) {
    if (error instanceof PydockError) return { root, error };
    throw error;
  }
}

const isUnfound = ({ fact, code }: Problem) =>
  fact === 'entrypoint' && code === 'PYDOCK_ENTRYPOINT_NOT_FOUND';

// What others need and no server starts is a library, even if it has scripts.
function startsNothing({ framework, problems }: Detection, isNeeded: boolean): boolean {
  const isPlain = valueOf(framework) === 'none';
  return isNeeded ? isPlain || problems.some(isUnfound) : isPlain && problems.some(isUnfound);
}
