import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (name) => fileURLToPath(new URL(`./packages/${name}/src/index.ts`, import.meta.url));

// One configuration for every package: specs beside the code; those tagged `docker` need an engine.
export const config = defineConfig({
  resolve: { alias: { '@pydock/core': source('core'), '@pydock/engine': source('engine') } },
  test: {
    include: ['**/*.spec.{ts,mjs}'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    tags: [{ name: 'docker', description: 'Needs a Docker engine.', timeout: 120_000 }],
  },
});

export { config as default };
