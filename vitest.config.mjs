import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (name, file = 'index') =>
  fileURLToPath(new URL(`./packages/${name}/src/${file}.ts`, import.meta.url));
const alias = {
  '@pydock/core/projects': fileURLToPath(new URL('./packages/core/src/python/projects', import.meta.url)),
  '@pydock/core': source('core'),
  '@pydock/engine/source-tree': source('engine', 'files/source-tree'),
  '@pydock/engine': source('engine'),
};

// One configuration for every package: specs beside the code; those tagged `docker` need an engine.
export const config = defineConfig({
  resolve: { alias },
  test: {
    include: ['**/*.spec.{ts,mjs}'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    tags: [{ name: 'docker', description: 'Needs a Docker engine.', timeout: 120_000 }],
  },
});

export { config as default };
