import { formatPlace } from '../errors';
import { wheelMissing } from '../messages/python';
import { valueOf, type Settled } from './fact';
import type { PythonVersion, Warning } from './project';
import { knownWithoutWheel, type Unlisted } from './without-wheel';

/**
 * Packages that will be compiled on the Python that was settled, though no lock file says so: a file states another
 * Python than they have wheels for, or no Python that is allowed suits them all.
 */
export function wheelWarnings(unlisted: readonly Unlisted[], python: Settled<PythonVersion>): Warning[] {
  const settled = valueOf(python);
  if (!settled || 'problem' in python) return [];
  const { source } = python.known;
  const because = typeof source === 'string' || settled.heldBackBy !== null ? null : formatPlace(source);
  return knownWithoutWheel(unlisted, settled.version).map(({ stated, pythons, source: place }) => ({
    message: wheelMissing(stated, settled.version, because, pythons ?? []),
    source: place,
  }));
}
