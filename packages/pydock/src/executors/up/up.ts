import { join } from 'node:path';
import { composeFile, emitCompose, planText, planUp, serviceYaml, withDependencies } from '@pydock/core';
import {
  connectEngine,
  type Engine,
  observe,
  pruneImages,
  readApplied,
  readText,
  requireCompose,
  withWorkspaceLock,
  writeApplied,
} from '@pydock/engine';
import { requireOwnComposeFile } from '../../graph/compose-file';
import { formatTime } from '../../report/progress';
import { serviceTable } from '../../report/table';
import { refuseForeign } from '../own-project';
import { prepareBuild } from '../build/prepare';
import { runBuilds } from '../build/run';
import { applyContainers } from './apply';
import { checkHostFiles, checkPorts } from './checks';
import type { UpRequest, UpState } from './request';

/** Reads, decides and does docker-up; when it returns, the services are healthy. */
export async function up(request: UpRequest): Promise<void> {
  const { workspaceRoot, command, project, tell, signal } = request;
  const started = performance.now();
  await checkHostFiles(workspaceRoot, withDependencies(project, request.services));
  const engine = await connectEngine();
  if (request.dryRun) return tell(planText((await read(request, engine)).plan));
  const onWait = (holder: string) => tell(`waiting for ${holder}`);
  await withWorkspaceLock(workspaceRoot, command, onWait, signal, async () => {
    const state = await read(request, engine);
    if (state.plan.length === 0) tell('Nothing to do: everything is as it should be.');
    else await act(request, state);
    await report(request, engine, started);
  });
}

/** Reads files and engine, and decides. */
export async function read(request: UpRequest, engine: Engine): Promise<UpState> {
  const { workspaceRoot, project } = request;
  const services = withDependencies(project, request.services);
  const [prepared, observed, applied, composeOnDisk] = await Promise.all([
    Promise.all(services.map((service) => prepareBuild(workspaceRoot, engine, service))),
    observe(
      engine,
      project.name,
      services.map(({ image }) => image),
    ),
    readApplied(workspaceRoot),
    readText(join(workspaceRoot, composeFile), composeFile),
  ]);
  refuseForeign(project.name, workspaceRoot, observed);
  requireOwnComposeFile(composeOnDisk);
  const fingerprints = new Map(prepared.map(({ service, fingerprint }) => [service.name, fingerprint]));
  const composeText = emitCompose(project);
  const desired = { project, services: request.services, fingerprints, composeText, composeOnDisk, applied };
  return { engine, prepared, observed, composeText, composeOnDisk, plan: planUp(desired, observed) };
}

async function act(request: UpRequest, state: UpState): Promise<void> {
  const { workspaceRoot, project, tell, signal } = request;
  const { engine, prepared, observed, plan } = state;
  tell(`${planText(plan)}\n`);
  const touched = plan.flatMap((each) => ('service' in each && each.kind !== 'build' ? [each.service] : []));
  const services = project.services.filter(({ name }) => touched.includes(name));
  const stale = plan.flatMap((each) => (each.kind === 'build' ? [each.service] : []));
  // Told before a long build; where nothing is built, the compose call itself tells as soon.
  if (touched.length > 0 && stale.length > 0) await requireCompose(engine);
  await checkPorts(engine, { ...request, project: project.name }, services);
  const builds = prepared.filter(({ service }) => stale.includes(service.name));
  const outcomes = await runBuilds(workspaceRoot, engine, builds, observed, tell, signal);
  for (const { error } of outcomes) if (error) throw error;
  signal.throwIfAborted();
  await applyContainers(request, state, services);
  // The containers that were replaced have let go of their images.
  await pruneImages(
    engine,
    services.map(({ image }) => image),
  );
}

async function report(
  { workspaceRoot, project, services, tell }: UpRequest,
  engine: Engine,
  started: number,
): Promise<void> {
  const all = withDependencies(project, services);
  const observed = await observe(engine, project.name, []);
  const definitions = new Map(
    project.services.map((service) => [service.name, serviceYaml(service, project)]),
  );
  const before = await readApplied(workspaceRoot);
  const ours = observed.containers.map(({ id, service }) => {
    const fresh = all.some(({ name }) => name === service);
    return [id, fresh ? definitions.get(service) : before[id]] as const;
  });
  const applied = Object.fromEntries(ours.filter(([, definition]) => definition !== undefined));
  if (JSON.stringify(applied) !== JSON.stringify(before)) await writeApplied(workspaceRoot, applied);
  tell(`${serviceTable(all, observed)}\n\nReady in ${formatTime(performance.now() - started)}.`);
}
