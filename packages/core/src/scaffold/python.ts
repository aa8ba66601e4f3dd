import { pythonUnsupported, pythonVersionInvalid } from '../messages/python';
import { pythonTooOld } from '../messages/scaffold';
import { pythonMinors, supportedPythons } from '../python/python-releases';
import { oldestPython } from './pins';

/**
 * The `major.minor` of a Python that a service is scaffolded for.
 * @throws PydockError PYDOCK_PYTHON_VERSION_INVALID
 */
export function scaffoldPython(given: string): string {
  const [, minor, number] = /^\s*(3\.(\d{1,2}))(?:\.\d+)?\s*$/.exec(given) ?? [];
  if (minor === undefined) throw pythonVersionInvalid(given, undefined);
  if (Number(number) < Number(oldestPython.split('.')[1])) throw pythonTooOld(minor, oldestPython);
  if (!pythonMinors.includes(minor)) throw pythonUnsupported(minor, supportedPythons, undefined);
  return minor;
}
