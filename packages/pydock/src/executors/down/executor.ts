import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { readServices } from '../../graph/workspace';
import { runCommand } from '../../report/command';
import { say } from '../../report/progress';
import {
  batchTasks,
  type BatchOptions,
  type BatchResults,
  commandName,
  refuseOtherOptions,
  requested,
  sameForAll,
  singleTask,
  type Tasks,
} from '../tasks';
import { down } from './down';
import type { DownOptions } from './schema-types';

/** `pydock:down` for one project. */
export const downExecutor = (options: DownOptions, context: ExecutorContext) =>
  run(singleTask(options, context));

/** `pydock:down` for several projects: one compose call. */
export async function downBatch(
  graph: TaskGraph,
  options: BatchOptions<DownOptions>,
  _overrides: unknown,
  context: ExecutorContext,
): Promise<BatchResults> {
  return sameForAll(graph, await run(batchTasks(graph, options, context)));
}

function run(tasks: Tasks<DownOptions>) {
  const command = commandName(tasks);
  return runCommand(command, async (signal) => {
    refuseOtherOptions(tasks, ['volumes', 'dryRun']);
    const options = [...tasks.projects.values()];
    const { project, serviceOf } = await readServices(requested(tasks));
    await down({
      workspaceRoot: tasks.context.root,
      command,
      project,
      services: [...tasks.projects.keys()].map((name) => serviceOf(name).name),
      volumes: options.some((each) => each.volumes),
      dryRun: options.some((each) => each.dryRun),
      tell: say,
      signal,
    });
  });
}
