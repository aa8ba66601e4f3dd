import { pushTags } from '@pydock/core';
import { connectEngine } from '@pydock/engine';
import { readBuilt } from '../../graph/workspace';
import { each, reportError } from '../../report/command';
import { say } from '../../report/progress';
import { asWritten, type Outcomes, refuseOtherOptions, requested, type Tasks } from '../tasks';
import { gitState, tagFacts } from './facts';
import { type Push, runPushes } from './run';
import type { PushOptions } from './schema-types';

/** Reads, decides and does docker-push; what is wrong with one project is told, and does not stop the others. */
export async function push(tasks: Tasks<PushOptions>, signal: AbortSignal): Promise<Outcomes> {
  refuseOtherOptions(tasks, ['tags', 'dryRun', ...ofRelease]);
  const { projects, context } = tasks;
  const git = await gitState(context.root);
  const pushes = await each([...projects], async ([project, { tags }]): Promise<Push> => {
    const service = await readBuilt(requested(tasks), project);
    const place = (option: string) => ({ file: `${project}:${tasks.target}`, option });
    const facts = tagFacts(context.root, service, git);
    return { service, images: pushTags(tagsAsWritten(tags), service.image, facts, place) };
  });
  const dryRun = [...projects.values()].some((options) => options.dryRun);
  const pushed = dryRun ? foretell(pushes) : await pushAll(pushes, signal);
  return new Map([...projects.keys()].map((project) => [project, pushed.includes(project)]));
}

function foretell(pushes: readonly Push[]): readonly string[] {
  for (const { service, images } of pushes)
    for (const image of images) say(`push ${service.name}  ${service.image} as ${image}`);
  return pushes.map(({ service }) => service.project);
}

// Returns the projects whose images were pushed under all their names.
async function pushAll(pushes: readonly Push[], signal: AbortSignal): Promise<readonly string[]> {
  if (pushes.length === 0) return [];
  const outcomes = await runPushes(await connectEngine(), pushes, say, signal);
  for (const error of outcomes.flatMap(({ errors }) => errors)) reportError(error);
  const succeeded = outcomes.filter(({ errors }) => errors.length === 0).map(({ service }) => service);
  return pushes.flatMap(({ service }) => (succeeded.includes(service.name) ? [service.project] : []));
}

// What nx release hands to whatever publishes; most of it is about npm.
const ofRelease = ['registry', 'tag', 'access', 'otp', 'firstRun', 'nxReleaseVersionData'];

const tagsAsWritten = (tags: unknown): unknown => {
  if (Array.isArray(tags)) return tags.map(tagsAsWritten);
  return typeof tags === 'string' ? asWritten(tags) : tags;
};
