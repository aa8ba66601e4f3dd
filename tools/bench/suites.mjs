import { build } from './suites/build.mjs';
import { graph } from './suites/graph.mjs';
import { imageSize } from './suites/image-size.mjs';
import { up } from './suites/up.mjs';

/** Every suite by name, in the order in which they run. @type {ReadonlyMap<string, import('./suite.mjs').Runner>} */
export const suites = new Map([
  ['graph', graph],
  ['up', up],
  ['build', build],
  ['image-size', imageSize],
]);
