// @ts-check
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const cwd = fileURLToPath(new URL('../..', import.meta.url));
const eslint = new ESLint({ cwd });

/** Whether the boundary rule lets a file import something. @param {string} file @param {string} source */
async function mayImport(file, source) {
  const filePath = join(cwd, 'packages', file);
  const [result] = await eslint.lintText(`import '${source}';\n`, { filePath });
  const messages = result?.messages ?? [];
  expect(messages.filter(({ ruleId }) => ruleId !== 'no-restricted-imports')).toEqual([]);
  return messages.length === 0;
}

describe('the boundaries that the linter keeps', () => {
  it.each([
    ['core/src/messages/x.ts', '../compose/ports'],
    ['core/src/messages/x.ts', '../python/detect'],
    ['core/src/messages/x.ts', '../plan/plan'],
    ['core/src/messages/x.ts', 'node:fs'],
    ['core/src/x.ts', './compose/ports'],
    ['core/src/x.ts', './messages/build'],
    ['core/src/index.ts', 'node:fs'],
    ['core/src/specs/x.ts', '@nx/devkit'],
    ['core/src/python/x.ts', '../dockerfile/render'],
    ['core/src/context/x.ts', '../compose/ports'],
    ['core/src/context/x.ts', '../backing/table'],
    ['core/src/backing/x.ts', '../compose/ports'],
    ['core/src/backing/kinds/x.ts', '../../compose/ports'],
    ['core/src/compose/x.ts', '../../../engine/src/build/build'],
    ['core/src/compose/x.ts', '@pydock/engine'],
    ['core/src/plan/x.spec.ts', '../../../engine/src/build/build'],
    ['engine/src/build/x.ts', '../../../core/src/errors'],
    ['engine/src/build/x.ts', '@pydock/core/dist/errors'],
    ['engine/src/build/x.ts', '../../../pydock/src/index'],
    ['engine/src/build/x.ts', '@nx/devkit'],
    ['pydock/src/graph/x.ts', '../../../core/src/errors'],
    ['pydock/src/graph/x.ts', 'dockerode'],
  ])('refuse in %s the import of %s', async (file, source) => {
    expect(await mayImport(file, source)).toBe(false);
  });

  it.each([
    ['core/src/messages/x.ts', '../errors'],
    ['core/src/messages/x.ts', '../nearest'],
    ['core/src/index.ts', './compose/ports'],
    ['core/src/compose/x.ts', '../messages/compose'],
    ['core/src/compose/x.ts', '../dockerfile/render'],
    ['core/src/dockerfile/x.spec.ts', '../context/select'],
    ['core/src/backing/x.spec.ts', '../compose/emit'],
    ['core/src/backing/kinds/x.ts', '../kind'],
    ['engine/src/build/x.ts', '@pydock/core'],
    ['engine/src/build/x.ts', '../connection/connect'],
    ['pydock/src/executors/x.ts', '@pydock/engine'],
    ['pydock/src/executors/x.ts', '../graph/workspace'],
  ])('let %s import %s', async (file, source) => {
    expect(await mayImport(file, source)).toBe(true);
  });
});
