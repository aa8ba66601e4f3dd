import { nothingToBuild, planBuild, planText, refuseSameNames, type Service } from '@pydock/core';
import { connectEngine } from '@pydock/engine';
import type { Requested } from '../../graph/service-source';
import { readService } from '../../graph/workspace';
import { openBuildReport } from '../../report/build-report';
import { each, reportError } from '../../report/command';
import { type Outcomes, requested, type Tasks } from '../tasks';
import { readLastBuilds } from './last-builds';
import { prepareBuild } from './prepare';
import { BuildReading } from './reading';
import { type BuildOutcome, runBuilds } from './run';
import type { BuildOptions } from './schema-types';

/** Reads, decides and does docker-build; what is wrong with one project is told, and does not stop the others. */
export async function build(
  tasks: Tasks<BuildOptions>,
  signal: AbortSignal,
  open = openBuildReport,
): Promise<Outcomes> {
  const { context, projects } = tasks;
  const results = new Map([...projects.keys()].map((project) => [project, false]));
  const request = { ...requested(tasks), buildOptions: projects as never };
  // The engine is asked while options are read; where it can't be reached, that is told only if there is something to build.
  const connecting = connectEngine();
  connecting.catch(() => undefined);
  const read = await each([...projects.keys()], (project) => readBuilt(request, project));
  refuseSameNames(read);
  if (read.length === 0) return results;
  const report = open(
    read.map(({ project, buildPlace }) => ({
      progress: projects.get(project)?.progress,
      place: buildPlace('progress'),
    })),
  );
  const engine = await connecting;
  const dryRun = [...projects.values()].some((options) => options.dryRun);
  const reading = new BuildReading(context.root, engine, dryRun);
  // The engine looks while files are read.
  const observing = reading.observedImages(read.map(({ image }) => image));
  const prepared = await each(read, (service) => prepareBuild(reading, service));
  await reading.context.save();
  const services = prepared.map(({ service }) => service);
  const observed = { images: await observing, containers: [] };
  const fingerprints = new Map(prepared.map(({ service, fingerprint }) => [service.name, fingerprint]));
  const lastBuilds = await readLastBuilds(context.root, prepared, observed);
  if (dryRun) report.say(planText(planBuild(services, fingerprints, observed, lastBuilds)));
  const outcomes = dryRun
    ? []
    : await runBuilds(context.root, engine, prepared, { ...observed, lastBuilds }, report, signal);
  for (const { error } of outcomes) if (error) reportError(error);
  for (const { project, name } of services) results.set(project, !failed(outcomes, name));
  return results;
}

async function readBuilt(request: Requested, project: string): Promise<Service> {
  const service = await readService(request, project);
  if (!service.builds) throw nothingToBuild(project, service.image, service.place('image'));
  return service;
}

const failed = (outcomes: readonly BuildOutcome[], name: string) =>
  outcomes.some(({ service, error }) => service === name && error !== null);
