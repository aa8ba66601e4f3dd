import type { Place } from '../errors';
import { pythonContradicts, pythonUnsatisfiable } from '../messages/manifests';
import { pythonUnsupported, pythonVersionInvalid } from '../messages/python';
import { known, problem, type Settled } from './fact';
import { mayBeAllowed, newestPython, pythonsAllowedBy } from './newest-python';
import type { Manifest, ProjectSource, RequiresPython } from './package-managers/table';
import type { PythonVersion } from './project';
import { statedPythons } from './python-files';
import { pythonMinors, supportedPythons } from './python-releases';
import type { InstalledPackages, WithoutWheel } from './without-wheel';

/**
 * Settles the Python of a project: the user's choice, what a file pins, or the newest released minor that the manifest
 * allows and for which every locked package has a wheel.
 * @param wanted the version that the user names, or null
 */
export function settlePythonVersion(
  project: ProjectSource,
  manifest: Pick<Manifest, 'requiresPython' | 'locked'> & AlsoRequired,
  wanted: string | null,
): Settled<PythonVersion> {
  const all = [manifest.requiresPython ?? [], manifest.alsoRequiresPython ?? []].flat();
  const requires = together(all);
  const installed = { locked: manifest.locked, unlisted: manifest.unlisted };
  const pinned = (version: string): PythonVersion => ({
    version,
    requires: requires?.specifier ?? null,
    heldBackBy: null,
  });
  if (wanted !== null) {
    const version = minorOf(wanted);
    if (version === null) return problem('python', pythonVersionInvalid(wanted, undefined));
    return isSupported(version) ? known(pinned(version), 'option') : unsupported(version, undefined);
  }
  const allowed = requires ? pythonsAllowedBy(requires.specifier) : [...pythonMinors].reverse();
  for (const stated of statedPythons(project)) {
    const version = minorOf(stated.version) ?? newestOf(stated.version, allowed, installed);
    if (version === null) return problem('python', pythonVersionInvalid(stated.version, stated.source));
    if (!requires || mayBeAllowed(version, requires.specifier))
      return isSupported(version)
        ? known(pinned(version), stated.source)
        : unsupported(version, stated.source);
    // What stands above the project is for others as well.
    if (stated.own && allowed.length > 0) {
      const { specifier, source } = all.find((each) => !mayBeAllowed(version, each.specifier)) ?? requires;
      return problem('python', pythonContradicts(version, stated.source, specifier, source), allowed);
    }
  }
  if (requires && allowed.length === 0)
    return problem('python', pythonUnsatisfiable(requires.specifier, supportedPythons, requires.source));
  const { version, heldBackBy } = newestPython(allowed, installed);
  return known(
    { ...pinned(version), heldBackBy: heldBackBy && heldBackBy.stated },
    sourceOf(heldBackBy, requires?.source),
  );
}

const isSupported = (minor: string) => pythonMinors.includes(minor);

const unsupported = (minor: string, place: Place | undefined) =>
  problem('python', pythonUnsupported(minor, supportedPythons, place));

const sourceOf = (heldBackBy: WithoutWheel | null, requires: Place | undefined) =>
  heldBackBy?.source ?? requires ?? 'default';

interface AlsoRequired {
  /** What the local dependencies allow: pip refuses to install them on any other Python. */
  readonly alsoRequiresPython?: readonly RequiresPython[];
  /** What only the table knows the wheels of. */
  readonly unlisted?: InstalledPackages['unlisted'];
}

// All of them as one, at the place of the first that allows no newer Python than all do together.
function together(all: readonly RequiresPython[]): RequiresPython | null {
  const stated = all.map(({ specifier }) => specifier.trim().replace(/\s*,$/, ''));
  const specifier = [...new Set(stated)].filter((each) => each !== '').join(',');
  const [newest] = pythonsAllowedBy(specifier);
  const narrowest = all.find((each) => pythonsAllowedBy(each.specifier)[0] === newest) ?? all.at(-1);
  return narrowest
    ? { specifier: all.length === 1 ? narrowest.specifier : specifier, source: narrowest.source }
    : null;
}

/** `major.minor` of one version of CPython 3 as people write it; null for anything else, a pre-release of what is not out included. */
function minorOf(version: string): string | null {
  const [, minor, release = ''] =
    /^(?:c?python[-@]?|v)?(3\.\d{1,2})(?:\.\d+)?((?:a|b|rc)\d+|-dev|t)?(?:[-+](?!dev).*)?$/i.exec(
      version.trim(),
    ) ?? [];
  if (minor === undefined) return null;
  return release === '' || (release.toLowerCase() !== 't' && pythonMinors.includes(minor)) ? minor : null;
}

// `3`, and a specifier set, which uv takes in .python-version, leave the minor open.
function newestOf(version: string, allowed: readonly string[], installed: InstalledPackages): string | null {
  const specifier = /^(?:c?python-?)?3$/i.test(version) ? '>=3' : /^[<>=!~]/.test(version) ? version : null;
  if (specifier === null) return null;
  const stated = pythonsAllowedBy(specifier);
  const both = stated.filter((minor) => allowed.includes(minor));
  const [newest] = both.length > 0 ? both : stated;
  return newest === undefined ? null : newestPython(both.length > 0 ? both : stated, installed).version;
}
