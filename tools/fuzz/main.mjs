import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Tries what must bear any input with 10,000 cases instead of the few of `npm test`, contexts of 2 GB and of 100,000 files
// (these take an engine), and prints how long detection takes.
const root = fileURLToPath(new URL('../..', import.meta.url));
const vitest = join(root, 'node_modules', '.bin', 'vitest');
const specs = ['fuzz.spec', 'lock-files-cut.spec', 'extremes.spec', 'source-tree.spec', 'sizes.spec'];
const env = { FUZZ_CASES: '10000', ...process.env };

const { status } = spawnSync(vitest, ['run', '--config', 'vitest.config.mjs', ...specs], {
  cwd: root,
  env,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
