import { readNames } from '../../graph/workspace';
import { say } from '../../report/progress';
import { commandName, executorOf, refuseOtherOptions, requested } from '../tasks';
import { down } from './down';
import type { DownOptions } from './schema-types';

/** `pydock:down`: for several projects, one compose call. What is wrong with their options does not matter. */
export const { single: downExecutor, batch: downBatch } = executorOf<DownOptions>(async (tasks, signal) => {
  refuseOtherOptions(tasks, ['volumes', 'dryRun']);
  const options = [...tasks.projects.values()];
  const { project, known, faults, wanted } = await readNames(requested(tasks), [...tasks.projects.keys()]);
  await down({
    workspaceRoot: tasks.context.root,
    command: commandName(tasks),
    project,
    known,
    faults,
    services: wanted,
    volumes: options.some((each) => each.volumes),
    dryRun: options.some((each) => each.dryRun),
    tell: say,
    signal,
  });
});
