import type { GeneratorCallback } from '@nx/devkit';
import type { TargetNames } from '../graph/plugin-options';

/** Says, once the files are written, what to do next. */
export function nextSteps(
  name: string,
  names: TargetNames,
  port: number | null,
  remarks: readonly string[] = [],
): GeneratorCallback {
  return () => {
    const where = port === null ? '' : `   http://localhost:${port}`;
    const lines = [
      ...remarks,
      `Start it:  nx run ${name}:${names.up}${where}`,
      `Stop it:   nx run ${name}:${names.down}`,
    ];
    process.stdout.write(`\n${lines.join('\n')}\n`);
  };
}
