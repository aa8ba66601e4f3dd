/** @typedef {{ passed: number, failed: number }} Counts */
/**
 * Of vitest's JSON report, what is counted.
 * @typedef {{ testResults: { name: string, status: string, assertionResults: { status: string, tags?: string[] }[] }[] }} Report
 */

/** @param {readonly Counts[]} all @returns {Counts} */
export const sum = (all) => ({
  passed: all.reduce((total, { passed }) => total + passed, 0),
  failed: all.reduce((total, { failed }) => total + failed, 0),
});

/**
 * Counts the tests of a run. A skipped one has failed, unless the tag filter left it out; so has a file that could not
 * be run, and a run that says that it failed when none of its tests did.
 * @param {Report | null} report null where the run left none
 * @param {number | null} exitCode
 * @param {(tags: readonly string[]) => boolean} wanted whether the tag filter lets a test in
 * @returns {Counts}
 */
export function countTests(report, exitCode, wanted) {
  const counts = sum((report?.testResults ?? []).map((file) => countFile(file, wanted)));
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** @param {Report['testResults'][0]} file @param {(tags: readonly string[]) => boolean} wanted @returns {Counts} */
function countFile({ status, assertionResults }, wanted) {
  const tests = assertionResults.filter(({ tags = [] }) => wanted(tags));
  const passed = tests.filter((test) => test.status === 'passed').length;
  const failed = tests.length - passed;
  return { passed, failed: status === 'failed' && failed === 0 ? 1 : failed };
}
