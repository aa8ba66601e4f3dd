import { createDependencies } from './graph/create-dependencies';
import { createNodes } from './graph/create-nodes';

export { createDependencies, createNodes };
/** The same, under the name that Nx 22 looks for. */
export const createNodesV2 = createNodes;
export const name = 'pydock';
export type { PluginOptions } from './graph/plugin-options';
