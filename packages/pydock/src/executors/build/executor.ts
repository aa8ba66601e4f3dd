import { nothingToBuild, planBuild, planText, refuseSameNames, type Service } from '@pydock/core';
import { connectEngine, observe } from '@pydock/engine';
import { composeProjectName } from '../../graph/compose-project-name';
import type { Requested } from '../../graph/service-source';
import { readService } from '../../graph/workspace';
import { each, reportError } from '../../report/command';
import { say } from '../../report/progress';
import { executorOf, requested } from '../tasks';
import { prepareBuild } from './prepare';
import { BuildReading } from './reading';
import { type BuildOutcome, runBuilds } from './run';
import type { BuildOptions } from './schema-types';

/** `pydock:build`: one process for several projects, builds in parallel. */
export const { single: buildExecutor, batch: buildBatch } = executorOf<BuildOptions>(
  async (tasks, signal) => {
    const { context, projects } = tasks;
    const results = new Map([...projects.keys()].map((project) => [project, false]));
    const request = { ...requested(tasks), buildOptions: projects as never };
    const read = await each([...projects.keys()], (project) => readBuilt(request, project));
    refuseSameNames(read);
    if (read.length === 0) return results;
    const engine = await connectEngine();
    const dryRun = [...projects.values()].some((options) => options.dryRun);
    const reading = new BuildReading(context.root, engine, dryRun);
    const prepared = await each(read, (service) => prepareBuild(reading, service));
    await reading.context.save();
    const services = prepared.map(({ service }) => service);
    const images = services.map(({ image }) => image);
    const observed = await observe(engine, composeProjectName(context.root, request.nxJson), images);
    const fingerprints = new Map(prepared.map(({ service, fingerprint }) => [service.name, fingerprint]));
    if (dryRun) say(planText(planBuild(services, fingerprints, observed)));
    const outcomes = dryRun ? [] : await runBuilds(context.root, engine, prepared, observed, say, signal);
    for (const { error } of outcomes) if (error) reportError(error);
    for (const { project, name } of services) results.set(project, !failed(outcomes, name));
    return results;
  },
);

async function readBuilt(request: Requested, project: string): Promise<Service> {
  const service = await readService(request, project);
  if (!service.builds) throw nothingToBuild(project, service.image, service.place('image'));
  return service;
}

const failed = (outcomes: readonly BuildOutcome[], name: string) =>
  outcomes.some(({ service, error }) => service === name && error !== null);
