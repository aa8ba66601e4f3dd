import { imageNotBuilt } from '@pydock/core';
import { connectEngine, observeImage, saveImages } from '@pydock/engine';
import { each } from '../../report/command';
import { say } from '../../report/progress';
import { executorOf } from '../tasks';
import { archivesOf } from './archives';
import type { SaveOptions } from './schema-types';

/** `pydock:save`: one process for several projects, a file for each. */
export const { single: saveExecutor, batch: saveBatch } = executorOf<SaveOptions>(async (tasks, signal) => {
  const results = new Map([...tasks.projects.keys()].map((project) => [project, false]));
  const archives = await archivesOf(tasks);
  const engine = await connectEngine();
  await each(archives, async ({ service: { name, project, image }, file, path }) => {
    if (!(await observeImage(engine, image))) throw imageNotBuilt(project, image);
    const size = await saveImages(engine, [image], path, signal);
    say(`${name}: saved ${image} to ${file}, ${(size / 1e6).toFixed(1)} MB`);
    results.set(project, true);
  });
  return results;
});
