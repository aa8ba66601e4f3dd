import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { composeFile, composeOutOfDate, emitCompose, planSecrets } from '@pydock/core';
import { readText, writeSecrets } from '@pydock/engine';
import { requireOwnComposeFile } from '../../graph/compose-file';
import { readServices } from '../../graph/workspace';
import { runCommand } from '../../report/command';
import { say } from '../../report/progress';
import { readSecrets } from '../secrets';
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
import type { ComposeOptions } from './schema-types';

/** `pydock:compose`: the file is the whole workspace's, whichever project it is run for. */
export const composeExecutor = (options: ComposeOptions, context: ExecutorContext) =>
  compose(singleTask(options, context));

/** `pydock:compose` for several projects: the file is written once. */
export async function composeBatch(
  graph: TaskGraph,
  options: BatchOptions<ComposeOptions>,
  _overrides: unknown,
  context: ExecutorContext,
): Promise<BatchResults> {
  return sameForAll(graph, await compose(batchTasks(graph, options, context)));
}

function compose(tasks: Tasks<ComposeOptions>) {
  return runCommand(commandName(tasks), async () => {
    refuseOtherOptions(tasks, ['check', 'dryRun']);
    const { project } = await readServices(requested(tasks));
    const text = emitCompose(project);
    const file = join(tasks.context.root, composeFile);
    const [options] = tasks.projects.values();
    if (options?.dryRun) return say(text);
    const present = await readText(file, composeFile);
    requireOwnComposeFile(present);
    const same = present === text;
    if (!same && options?.check) throw composeOutOfDate(composeFile);
    if (!same) await writeFile(file, text);
    // Connection strings are as true as the file; secrets themselves are made by docker-up, which sees the volumes.
    const secrets = await readSecrets(tasks.context.root, project, null);
    if (!options?.check) await writeSecrets(tasks.context.root, planSecrets(project, [], secrets, null));
    say(
      `${composeFile} ${same ? 'is up to date' : 'written'}: ${project.services.map(({ name }) => name).join(', ')}`,
    );
  });
}
