// @ts-check
// Copies what tsc leaves behind (schemas, templates) from src to dist of the package that it is run in.
import { cp } from 'node:fs/promises';

const code = /(?<!\.template)\.ts$/;
await cp('src', 'dist', {
  recursive: true,
  filter: (source) => !code.test(source) && !source.includes('__golden__'),
});
