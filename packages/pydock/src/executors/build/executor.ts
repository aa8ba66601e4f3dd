import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { nothingToBuild, planBuild, planText, refuseSameNames, type Service } from '@pydock/core';
import { connectEngine, observe } from '@pydock/engine';
import { composeProjectName, readService, type Requested } from '../../graph/workspace';
import { reportError, runCommand } from '../../report/command';
import { say } from '../../report/progress';
import {
  batchTasks,
  type BatchOptions,
  type BatchResults,
  commandName,
  requested,
  singleTask,
  type Tasks,
} from '../tasks';
import { prepareBuild } from './prepare';
import { type BuildOutcome, runBuilds } from './run';
import type { BuildOptions } from './schema-types';

/** `pydock:build` for one project. */
export async function buildExecutor(
  options: BuildOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  const outcomes = await build(singleTask(options, context));
  return { success: outcomes.size > 0 && [...outcomes.values()].every(Boolean) };
}

/** `pydock:build` for several projects: one process, builds in parallel. */
export async function buildBatch(
  graph: TaskGraph,
  options: BatchOptions<BuildOptions>,
  _overrides: unknown,
  context: ExecutorContext,
): Promise<BatchResults> {
  const outcomes = await build(batchTasks(graph, options, context));
  const results = Object.values(graph.tasks).map(({ id, target }) => {
    return [id, { success: outcomes.get(target.project) ?? false, terminalOutput: '' }] as const;
  });
  return Object.fromEntries(results);
}

// Whether each project's image is as it should be; empty where nothing could be tried.
async function build(tasks: Tasks<BuildOptions>): Promise<Map<string, boolean>> {
  const results = new Map<string, boolean>();
  await runCommand(commandName(tasks), async (signal) => {
    const { context, projects } = tasks;
    const request = { ...requested(tasks), buildOptions: projects as never };
    const read = await each([...projects.keys()], (project) => readBuilt(request, project));
    refuseSameNames(read);
    if (read.length === 0) return;
    const engine = await connectEngine();
    const prepared = await each(read, (service) => prepareBuild(context.root, engine, service));
    const services = prepared.map(({ service }) => service);
    const images = services.map(({ image }) => image);
    const observed = await observe(engine, composeProjectName(context.root, request.nxJson), images);
    const fingerprints = new Map(prepared.map(({ service, fingerprint }) => [service.name, fingerprint]));
    const dryRun = [...projects.values()].some((options) => options.dryRun);
    if (dryRun) say(planText(planBuild(services, fingerprints, observed)));
    const outcomes = dryRun ? [] : await runBuilds(context.root, engine, prepared, observed, say, signal);
    for (const { error } of outcomes) if (error) reportError(error);
    for (const { project, name } of services) results.set(project, !failed(outcomes, name));
  });
  return results;
}

async function readBuilt(request: Requested, project: string): Promise<Service> {
  const service = await readService(request, project);
  if (!service.builds) throw nothingToBuild(project, service.image, service.place('image'));
  return service;
}

// What is wrong with one project is told, and does not stop the others.
async function each<In, Out>(items: readonly In[], work: (item: In) => Promise<Out>): Promise<Out[]> {
  const settled = await Promise.allSettled(items.map(work));
  for (const result of settled) if (result.status === 'rejected') reportError(result.reason);
  return settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}

const failed = (outcomes: readonly BuildOutcome[], name: string) =>
  outcomes.some(({ service, error }) => service === name && error !== null);
