import { nothingToBuild, pushTags, type Service } from '@pydock/core';
import { connectEngine } from '@pydock/engine';
import { readService } from '../../graph/workspace';
import { each, reportError } from '../../report/command';
import { say } from '../../report/progress';
import { executorOf, refuseOtherOptions, requested, type Tasks } from '../tasks';
import { gitState, tagFacts } from './facts';
import { type Push, runPushes } from './run';
import type { PushOptions } from './schema-types';

/** `pydock:push`: one process for several projects and registries. */
export const { single: pushExecutor, batch: pushBatch } = executorOf<PushOptions>(async (tasks, signal) => {
  refuseOtherOptions(tasks, ['tags', 'dryRun', ...ofRelease]);
  const results = new Map([...tasks.projects.keys()].map((project) => [project, false]));
  const git = await gitState(tasks.context.root);
  const pushes = await each([...tasks.projects], async ([project, { tags }]): Promise<Push> => {
    const service = await readBuilt(tasks, project);
    const place = (option: string) => ({ file: `${project}:${tasks.target}`, option });
    return {
      service,
      images: pushTags(asWritten(tags), service.image, tagFacts(tasks.context.root, service, git), place),
    };
  });
  if ([...tasks.projects.values()].some(({ dryRun }) => dryRun)) {
    for (const { service, images } of pushes)
      for (const image of images) say(`push ${service.name}  ${service.image} as ${image}`);
    for (const { service } of pushes) results.set(service.project, true);
    return results;
  }
  if (pushes.length === 0) return results;
  const outcomes = await runPushes(await connectEngine(), pushes, say, signal);
  for (const error of outcomes.flatMap(({ errors }) => errors)) reportError(error);
  const succeeded = outcomes.filter(({ errors }) => errors.length === 0).map(({ service }) => service);
  for (const { service } of pushes) results.set(service.project, succeeded.includes(service.name));
  return results;
});

async function readBuilt(tasks: Tasks<PushOptions>, project: string): Promise<Service> {
  const service = await readService(requested(tasks), project);
  if (!service.builds) throw nothingToBuild(project, service.image, service.place('image'));
  return service;
}

// What nx release hands to whatever publishes; most of it is about npm.
const ofRelease = ['registry', 'tag', 'access', 'otp', 'firstRun', 'nxReleaseVersionData'];

// Nx fills in `{project}` on a command line itself, with an object of its own.
const asWritten = (tags: unknown): unknown => {
  if (Array.isArray(tags)) return tags.map(asWritten);
  return typeof tags === 'string' ? tags.replaceAll('[object Object]', '{project}') : tags;
};
