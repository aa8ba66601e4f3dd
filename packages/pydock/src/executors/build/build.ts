import { planBuild, planText, refuseSameNames, type Service } from '@pydock/core';
import { connectEngine, type Engine } from '@pydock/engine';
import { readBuilt } from '../../graph/workspace';
import { type BuildReport, openBuildReport, withBuildReport } from '../../report/build-report';
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
  const { projects } = tasks;
  const request = { ...requested(tasks), buildOptions: projects as never };
  // The engine is asked while options are read; where it can't be reached, that is told only if there is something to build.
  const connecting = connectEngine();
  connecting.catch(() => undefined);
  const read = await each([...projects.keys()], (project) => readBuilt(request, project));
  refuseSameNames(read);
  const asked = read.map(({ project, buildPlace }) => ({
    progress: projects.get(project)?.progress,
    place: buildPlace('progress'),
  }));
  const built =
    read.length === 0
      ? []
      : await withBuildReport(
          asked,
          async (report) => buildServices(tasks, read, await connecting, report, signal),
          open,
        );
  return new Map([...projects.keys()].map((project) => [project, built.includes(project)]));
}

// Returns the projects whose images are as they should be.
async function buildServices(
  { context, projects }: Tasks<BuildOptions>,
  read: readonly Service[],
  engine: Engine,
  report: BuildReport,
  signal: AbortSignal,
): Promise<readonly string[]> {
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
  return services.filter(({ name }) => !failed(outcomes, name)).map(({ project }) => project);
}

const failed = (outcomes: readonly BuildOutcome[], name: string) =>
  outcomes.some(({ service, error }) => service === name && error !== null);
