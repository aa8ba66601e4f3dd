import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { renderDockerignore } from '../dockerfile/dockerignore';
import { readDockerfile } from '../dockerfile/instructions';
import { renderDockerfile } from '../dockerfile/render';
import { PydockError } from '../errors';
import { inspectReport } from '../inspect/report';
import { inspectText } from '../inspect/text';
import { type ArbitraryFiles, arbitraryFiles, fuzzCases } from '../specs/arbitrary-projects';
import { detectPythonProject, settledProject } from './detect';
import { packageManagerNames } from './package-managers/table';
import { leavesWorkspace } from './paths';
import type { Detection } from './project';
import { type SourceTree, treeOf } from './source-tree';

const prototypeNames = Object.getOwnPropertyNames(Object.prototype);
const times: number[] = [];
const took = { last: 0 };
/** How cases ended: a fuzz test of which all end in the same way tests nothing. */
const ends = { error: 0, problems: 0, settled: 0 };

/** A tree that notes what it is asked for. */
function watched(files: ArbitraryFiles): { tree: SourceTree; asked: Set<string> } {
  const inner = treeOf(new Map(Object.entries(files)));
  const asked = new Set<string>();
  const noted =
    <Result>(ask: (path: string) => Result) =>
    (path: string) => {
      asked.add(path);
      return ask(path);
    };
  return { tree: { read: noted(inner.read), list: noted(inner.list) }, asked };
}

function detect(tree: SourceTree, packageManager?: string): Detection | PydockError {
  const begin = performance.now();
  try {
    return detectPythonProject({ root: 'api', tree }, { name: 'api', packageManager });
  } catch (error) {
    if (error instanceof PydockError) return error;
    throw error;
  } finally {
    took.last = performance.now() - begin;
  }
}

// Where nothing is there, no line can be told; whatever a file says has one.
const lineless = ['PYDOCK_MANIFEST_MISSING'];

function checkError({ code, failure }: PydockError): void {
  ends.error++;
  expect(failure.place?.file).toBeTruthy();
  expect(leavesWorkspace(failure.place?.file ?? '')).toBe(false);
  if (!lineless.includes(code)) expect(failure.place?.line).toBeGreaterThan(0);
}

/** Everything that is made of a detection can be made, and speaks of nothing outside. */
function checkDetection(detection: Detection): void {
  const { installFiles, developmentFiles, localDependencies, problems, lockfile, manifest } = detection;
  const local = localDependencies.map(({ directory }) => directory);
  const paths = [manifest, ...installFiles, ...developmentFiles, ...local, ...(lockfile ? [lockfile] : [])];
  expect(paths.filter(leavesWorkspace)).toEqual([]);
  expect(inspectText('api', detection)).toContain('api (api)');
  expect(JSON.parse(JSON.stringify(inspectReport('api', detection)))).toHaveProperty('packageManager');
  for (const { error } of problems) expect(error).toBeInstanceOf(PydockError);
  ends[problems.length > 0 ? 'problems' : 'settled']++;
  if (problems.length > 0) return;
  const project = settledProject(detection);
  expect(readDockerfile(renderDockerfile(project)).stages).toEqual(['builder', 'dev', 'runtime']);
  renderDockerignore(project);
}

// What took long may only have had to wait: it is done again, and its shortest time counts.
function timeOf(files: ArbitraryFiles, packageManager: string | undefined, first: number): number {
  let shortest = first;
  for (let again = 0; again < 5 && shortest > 20; again++) {
    detect(watched(files).tree, packageManager);
    shortest = Math.min(shortest, took.last);
  }
  return shortest;
}

function holds(files: ArbitraryFiles): void {
  const { tree, asked } = watched(files);
  for (const packageManager of [undefined, ...packageManagerNames]) {
    const found = detect(tree, packageManager);
    times.push(timeOf(files, packageManager, took.last));
    if (found instanceof PydockError) checkError(found);
    else checkDetection(found);
  }
  expect([...asked].filter(leavesWorkspace)).toEqual([]);
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(prototypeNames);
}

it('detects whatever the files hold, or says what is wrong with file and line; it looks nowhere else', () => {
  fc.assert(fc.property(arbitraryFiles, holds), { numRuns: fuzzCases });
}, 3_600_000);

// A tenth of a second is the bound; other tests run at the same time, so this one allows for ten times that.
afterAll(() => {
  const sorted = times.sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
  if (process.env['FUZZ_CASES'])
    process.stdout.write(
      `\n${sorted.length} detections: ${at(0.5)} ms half of them, ${at(0.99)} ms 99 of 100, ${at(1)} ms the slowest; ${JSON.stringify(ends)}\n`,
    );
  expect(Math.min(...Object.values(ends))).toBeGreaterThan(sorted.length / 50);
  expect(sorted.at(-1)).toBeLessThan(1000);
});
