import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { composeFile, composeOutOfDate, emitCompose, planSecrets, sameText } from '@pydock/core';
import { readText, writeSecrets } from '@pydock/engine';
import { requireOwnComposeFile } from '../../graph/compose-file';
import { readServices } from '../../graph/workspace';
import { say } from '../../report/progress';
import { readSecrets } from '../secrets';
import { executorOf, refuseOtherOptions, requested } from '../tasks';
import type { ComposeOptions } from './schema-types';

/** `pydock:compose`: the file is the whole workspace's, whichever project it is run for; it is written once. */
export const { single: composeExecutor, batch: composeBatch } = executorOf<ComposeOptions>(async (tasks) => {
  refuseOtherOptions(tasks, ['check', 'dryRun']);
  const { root } = tasks.context;
  const { project } = await readServices(requested(tasks));
  const text = emitCompose(project);
  const file = join(root, composeFile);
  const options = [...tasks.projects.values()];
  const check = options.some((each) => each.check);
  if (options.some((each) => each.dryRun)) {
    say(text);
    return undefined;
  }
  const present = await readText(file, composeFile);
  requireOwnComposeFile(present);
  const isSame = sameText(present, text);
  if (!isSame && check) throw composeOutOfDate(composeFile);
  if (!isSame) await writeFile(file, text);
  // Connection strings are as true as the file; secrets themselves are made by docker-up, which sees the volumes.
  const secrets = await readSecrets(root, project, null);
  if (!check) await writeSecrets(root, planSecrets(project, [], secrets, null));
  const names = project.services.map(({ name }) => name).join(', ');
  say(`${composeFile} ${isSame ? 'is up to date' : 'written'}: ${names}`);
});
