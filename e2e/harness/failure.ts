import { expect } from 'vitest';
import type { Finished } from './command';
import type { Workspace } from './workspace';

/** How a failure should look. */
export interface Expected {
  readonly code: string;
  /** What the message says, beside its code. */
  readonly says: readonly (string | RegExp)[];
}

/** Asserts a message of ours: its code once, what, why and what to do. */
export function expectMessage({ output, code: exitCode }: Finished, { code, says }: Expected): void {
  expect(exitCode).not.toBe(0);
  expect(output.split(`${code}: `), output).toHaveLength(2);
  expect(output).toMatch(/^ {2}why {4}\S/m);
  expect(output).toMatch(/^ {2}do {5}\S/m);
  expect(output).not.toMatch(/^ +at .*\.[jt]s:\d+:\d+\)?$/m);
  for (const text of says) {
    if (typeof text === 'string') expect(output).toContain(text);
    else expect(output).toMatch(text);
  }
}

/** Runs Nx, which must fail with a message of ours and leave everything as it was. */
export async function expectFailure(
  workspace: Workspace,
  line: string,
  expected: Expected,
  env: NodeJS.ProcessEnv = {},
): Promise<Finished> {
  const before = await workspace.footprint();
  const finished = await workspace.nx(line, env);
  expectMessage(finished, expected);
  expect(await workspace.footprint()).toEqual(before);
  return finished;
}
