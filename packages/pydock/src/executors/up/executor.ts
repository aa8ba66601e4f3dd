import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { parseDuration } from '@pydock/core';
import { readServices } from '../../graph/workspace';
import { runCommand } from '../../report/command';
import { say } from '../../report/progress';
import {
  batchTasks,
  type BatchOptions,
  type BatchResults,
  commandName,
  requested,
  sameForAll,
  singleTask,
  type Tasks,
} from '../tasks';
import type { UpOptions } from './schema-types';
import { up } from './up';

/** `pydock:up` for one project and what it depends on. */
export const upExecutor = (options: UpOptions, context: ExecutorContext) => run(singleTask(options, context));

/** `pydock:up` for several projects: one plan, one compose call. */
export async function upBatch(
  graph: TaskGraph,
  options: BatchOptions<UpOptions>,
  _overrides: unknown,
  context: ExecutorContext,
): Promise<BatchResults> {
  return sameForAll(graph, await run(batchTasks(graph, options, context)));
}

function run(tasks: Tasks<UpOptions>) {
  const command = commandName(tasks);
  return runCommand(command, async (signal) => {
    const options = [...tasks.projects.values()];
    const { project, serviceOf } = await readServices({
      ...requested(tasks),
      upOptions: tasks.projects as never,
    });
    const timeouts = options.map((each) => each.timeout ?? '120s');
    await up({
      workspaceRoot: tasks.context.root,
      command,
      project,
      services: [...tasks.projects.keys()].map((name) => serviceOf(name).name),
      timeout: Math.max(
        ...timeouts.map((value) => parseDuration(value, { file: 'nx', option: '--timeout' })),
      ),
      dryRun: options.some((each) => each.dryRun),
      tell: say,
      signal,
    });
  });
}
