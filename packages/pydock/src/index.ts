import { createNodes } from './graph/create-nodes';

export { createNodes };
/** The same, under the name that Nx 22 looks for. */
export const createNodesV2 = createNodes;
export const name = 'pydock';
export type { PluginOptions } from './graph/plugin-options';
