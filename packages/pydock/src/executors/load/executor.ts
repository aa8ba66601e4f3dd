import { connectEngine, loadImages } from '@pydock/engine';
import { each } from '../../report/command';
import { say } from '../../report/progress';
import { archivesOf } from '../save/archives';
import { executorOf } from '../tasks';
import type { LoadOptions } from './schema-types';

/** `pydock:load`: one process for several projects, a file for each. */
export const { single: loadExecutor, batch: loadBatch } = executorOf<LoadOptions>(async (tasks, signal) => {
  const results = new Map([...tasks.projects.keys()].map((project) => [project, false]));
  const archives = await archivesOf(tasks);
  const engine = await connectEngine();
  await each(archives, async ({ service: { name, project }, file, path }) => {
    const images = await loadImages(engine, path, signal);
    say(`${name}: loaded ${images.join(', ')} from ${file}`);
    results.set(project, true);
  });
  return results;
});
