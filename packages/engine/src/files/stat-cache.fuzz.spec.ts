import {
  appendFileSync,
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { directoryOf } from '../specs/directory';
import { ContextReader, readContext } from './context';

const cases = Number(process.env['FUZZ_CASES'] ?? 40);

const path = fc.constantFrom('a/x', 'a/deep/x', 'b');
// Few texts, and two of each length: edits that keep the size, and those that come back to what was.
const text = fc.constantFrom('', 'one', 'two', 'six');
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('write' as const), path, text }) },
  // The time of the last change put back, as tar, rsync and `touch -d` do.
  fc.record({ do: fc.constant('write-keeping-time' as const), path, text }),
  fc.record({ do: fc.constant('append' as const), path, text }),
  fc.record({ do: fc.constant('truncate' as const), path }),
  fc.record({ do: fc.constant('remove' as const), path }),
  fc.record({ do: fc.constant('rename' as const), path, to: path }),
  fc.record({ do: fc.constant('hard-link' as const), path, to: path }),
  fc.record({ do: fc.constant('symbolic-link' as const), path, to: path }),
  fc.record({ do: fc.constant('chmod' as const), path, mode: fc.constantFrom(0o644, 0o755, 0o600) }),
  fc.record({ do: fc.constant('touch' as const), path, time: fc.constantFrom(1, 1e9, 4e9) }),
  { weight: 5, arbitrary: fc.record({ do: fc.constant('read' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('wait' as const), milliseconds: fc.constantFrom(1, 5, 25) }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

function apply(root: string, action: Step): void {
  if (action.do === 'read' || action.do === 'wait') return;
  const full = join(root, action.path);
  mkdirSync(join(full, '..'), { recursive: true });
  switch (action.do) {
    case 'write':
      return writeFileSync(full, action.text);
    case 'write-keeping-time': {
      const { atime, mtime } = lstatSync(full);
      writeFileSync(full, action.text);
      return utimesSync(full, atime, mtime);
    }
    case 'append':
      return appendFileSync(full, action.text);
    case 'truncate':
      return truncateSync(full, 1);
    case 'remove':
      return rmSync(full);
    case 'rename':
      return renameSync(full, join(root, action.to));
    case 'hard-link':
      return linkSync(full, join(root, action.to));
    case 'symbolic-link':
      return symlinkSync(action.to, full);
    case 'chmod':
      return chmodSync(full, action.mode);
    case 'touch':
      return utimesSync(full, action.time, action.time);
  }
}

const rules = { roots: ['a', 'b'], ignoreFile: '' };

it('knows the true bytes of every file, whatever is done to it and however fast', async () => {
  const property = fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 40 }), async (steps) => {
    const root = await directoryOf();
    for (const action of [...steps, { do: 'read' as const }]) {
      try {
        apply(root, action);
      } catch (error) {
        // What can't be done now is none of our concern: a path that is not there, or is there already.
        if (!/^(ENOENT|EEXIST|ELOOP|EINVAL|EPERM)$/.test((error as NodeJS.ErrnoException).code ?? ''))
          throw error;
      }
      if (action.do === 'wait') await new Promise((resolve) => setTimeout(resolve, action.milliseconds));
      if (action.do !== 'read') continue;
      const reader = ContextReader.open(root);
      const entries = await reader.read(rules);
      expect(entries).toEqual(await readContext(root, rules));
      await reader.save();
    }
  });
  await fc.assert(property, { numRuns: cases });
}, 600_000);

// Or it would be right because it knows nothing.
it('keeps what it knows of files that were left alone for a while', async () => {
  const root = await directoryOf();
  apply(root, { do: 'write', path: 'a/x', text: 'one' });
  await new Promise((resolve) => setTimeout(resolve, 50));
  const reader = ContextReader.open(root);
  await reader.read(rules);
  await reader.save();
  expect(isCached(root)).toBe(true);
});

const isCached = (root: string) => {
  try {
    return readFileSync(join(root, '.pydock/stat-cache')).includes('a\0');
  } catch {
    return false;
  }
};
