import { executorOf } from '../tasks';
import { build } from './build';
import type { BuildOptions } from './schema-types';

/** `pydock:build`: one process for several projects, builds in parallel. */
export const { single: buildExecutor, batch: buildBatch } = executorOf<BuildOptions>(build);
