import { posix } from 'node:path';
import { packageManagerAmbiguous } from '../../messages/manifests';
import { manifestMissing } from '../../messages/python';
import { known, problem, type Settled } from '../fact';
import { isFile } from '../paths';
import { packageManagers } from './all';
import {
  type Claim,
  claimStrengths,
  type PackageManager,
  type PackageManagerName,
  type ProjectSource,
} from './table';

/**
 * Settles who installs a project: the user's choice, else the package manager with the strongest claim. Two claims of
 * the same strength are a problem with both as choices.
 * @throws PydockError PYDOCK_MANIFEST_MISSING where there is no claim at all, PYDOCK_FILE_UNREADABLE
 */
export function choosePackageManager(
  project: ProjectSource,
  wanted: PackageManagerName | null,
): Settled<PackageManagerName> {
  if (wanted !== null) return known(wanted, 'option');
  const strongest = strongestClaims(project);
  const [first] = strongest;
  if (!first)
    throw manifestMissing(project.root, [
      'requirements.txt',
      'pyproject.toml',
      setupScript(project),
      'Pipfile',
    ]);
  if (strongest.length === 1) return known(first.name, first.source);
  return problem(
    'packageManager',
    packageManagerAmbiguous(project.root, strongest),
    strongest.map(({ name }) => name),
  );
}

// One that is there, and claims nothing, sets up something else.
const setupScript = ({ root, tree }: ProjectSource) =>
  isFile(tree, posix.join(root, 'setup.py')) ? 'setup.py that calls setup()' : 'setup.py';

/** The claims to a project that no other outdoes; empty where there is none at all. */
export function strongestClaims(
  project: ProjectSource,
): readonly (Claim & { readonly name: PackageManagerName })[] {
  const claims = packageManagers.flatMap(({ name, claim }) => {
    const made = claim(project);
    return made ? [{ name, ...made }] : [];
  });
  const strength = claimStrengths.find((each) => claims.some((made) => made.strength === each));
  return claims.filter((made) => made.strength === strength);
}

/** The package manager of a name. */
export function packageManagerNamed(name: PackageManagerName): PackageManager {
  const found = packageManagers.find((each) => each.name === name);
  if (!found) throw new Error(`unreachable: the list has ${name}`);
  return found;
}
