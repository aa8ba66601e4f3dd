import { pythonReleases } from '../python-releases';

/**
 * The newest Python that packages of a day may be expected to run on. What a Python deprecates stays for two releases
 * at least (PEP 387), so that code which was clean on the newest of that day runs on the two that followed. None that is
 * out of maintenance today. Days are written `2021-05-21`.
 */
export function pythonOfDay(day: string, today: string): string {
  const last = pythonReleases.findLastIndex(({ released }) => released <= day);
  const maintained = pythonReleases.findIndex(({ endOfLife }) => endOfLife >= today);
  const newest = pythonReleases.length - 1;
  const index = Math.max(Math.min(last + 2, newest), maintained === -1 ? newest : maintained);
  return pythonReleases[index]?.version ?? '';
}
