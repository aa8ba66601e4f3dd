import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const tags = [{ name: 'docker', description: 'Needs a Docker engine.' }];
const common = {
  root: fileURLToPath(new URL('.', import.meta.url)),
  tags,
  testTimeout: 120_000,
  hookTimeout: 180_000,
};

// Two files at a time; then, alone, those that measure how long something takes.
export const config = defineConfig({
  test: {
    ...common,
    globalSetup: './harness/global-setup.ts',
    projects: [
      {
        test: {
          ...common,
          name: 'e2e',
          include: ['specs/*.spec.ts'],
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...common,
          name: 'alone',
          include: ['specs/alone/*.spec.ts'],
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});

export { config as default };
