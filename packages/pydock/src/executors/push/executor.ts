import { executorOf } from '../tasks';
import { push } from './push';
import type { PushOptions } from './schema-types';

/** `pydock:push`: one process for several projects and registries. */
export const { single: pushExecutor, batch: pushBatch } = executorOf<PushOptions>(push);
