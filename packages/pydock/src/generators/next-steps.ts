import type { GeneratorCallback } from '@nx/devkit';

/** Says, once the files are written, what to do next. */
export function nextSteps(
  name: string,
  port: number | null,
  remarks: readonly string[] = [],
): GeneratorCallback {
  return () => {
    const where = port === null ? '' : `   http://localhost:${port}`;
    const lines = [
      ...remarks,
      `Start it:  nx run ${name}:docker-up${where}`,
      `Stop it:   nx run ${name}:docker-down`,
    ];
    process.stdout.write(`\n${lines.join('\n')}\n`);
  };
}
