import { join } from 'node:path';
import {
  composeFile,
  type ComposeProject,
  emitCompose,
  formatTime,
  hostReferences,
  planSecrets,
  planText,
  planUp,
  type Service,
  serviceYaml,
  startedWith,
  withDependencies,
} from '@pydock/core';
import {
  connectEngine,
  type Engine,
  observe,
  pruneImages,
  readApplied,
  readHostValues,
  readText,
  requireCompose,
  withWorkspaceLock,
  writeApplied,
  writeSecrets,
} from '@pydock/engine';
import { requireOwnComposeFile } from '../../graph/compose-file';
import { serviceTable } from '../../report/table';
import { refuseForeign } from '../own-project';
import { readLastBuilds } from '../build/last-builds';
import { prepareBuild } from '../build/prepare';
import { BuildReading } from '../build/reading';
import { runBuilds } from '../build/run';
import { randomSecret, readSecrets } from '../secrets';
import { applyContainers } from './apply';
import { checkHostFiles, checkPorts } from './checks';
import { pullImages } from './pull';
import type { Definitions, UpRequest, UpState } from './request';

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
    const definitions = state.plan.length === 0 ? state.definitions : await act(request, state);
    await report(request, engine, definitions, started);
  });
}

/** Reads files and engine, and decides. */
export async function read(request: UpRequest, engine: Engine): Promise<UpState> {
  const { workspaceRoot, project } = request;
  const services = withDependencies(project, request.services);
  const built = services.filter(({ builds }) => builds);
  const reading = new BuildReading(workspaceRoot, engine, request.dryRun);
  const [prepared, observed, applied, secretState, composeOnDisk] = await Promise.all([
    Promise.all(built.map((service) => prepareBuild(reading, service))),
    observe(
      engine,
      project.name,
      services.map(({ image }) => image),
    ),
    readApplied(workspaceRoot),
    readSecrets(workspaceRoot, project, engine),
    readText(join(workspaceRoot, composeFile), composeFile),
  ]);
  await reading.context.save();
  refuseForeign(project.name, workspaceRoot, observed);
  requireOwnComposeFile(composeOnDisk);
  const fingerprints = new Map(prepared.map(({ service, fingerprint }) => [service.name, fingerprint]));
  const needed = services.map(({ name }) => name);
  const secrets = planSecrets(project, needed, secretState, randomSecret);
  const files = { secrets, composeText: emitCompose(project), composeOnDisk };
  const definitions = await readDefinitions(workspaceRoot, project, services);
  const lastBuilds = await readLastBuilds(workspaceRoot, prepared, observed);
  const desired = {
    project,
    services: request.services,
    fingerprints,
    lastBuilds,
    applied,
    definitions,
    ...files,
  };
  return { engine, prepared, observed, lastBuilds, definitions, ...files, plan: planUp(desired, observed) };
}

// What each service would be started with: its definition, and what that means on this host.
async function readDefinitions(
  workspaceRoot: string,
  project: ComposeProject,
  services: readonly Service[],
): Promise<Definitions> {
  const each = services.map((service) => [service.name, serviceYaml(service, project)] as const);
  const values = await readHostValues(
    workspaceRoot,
    each.map(([, definition]) => hostReferences(definition)),
  );
  return new Map(each.map(([name, definition]) => [name, startedWith(definition, values)]));
}

// Returns what the services were started with.
async function act(request: UpRequest, state: UpState): Promise<Definitions> {
  const { workspaceRoot, project, tell, signal } = request;
  const { engine, prepared, observed, lastBuilds, plan } = state;
  tell(`${planText(plan)}\n`);
  const of = (...kinds: string[]) =>
    plan.flatMap((each) => ('service' in each && kinds.includes(each.kind) ? [each.service] : []));
  const serviceOf = (names: readonly string[]) => project.services.filter(({ name }) => names.includes(name));
  const touched = of('create', 'recreate', 'unpause', 'start', 'wait');
  const services: readonly Service[] = serviceOf(touched);
  const stale = of('build');
  const images = serviceOf(of('pull'));
  const claimant = { ...request, project: project.name, replaced: of('recreate') };
  const [inTheWay] = await Promise.all([
    checkPorts(engine, claimant, services),
    touched.length > 0 ? requireCompose(engine) : null,
  ]);
  await pullImages(engine, images, tell, signal);
  const builds = prepared.filter(({ service }) => stale.includes(service.name));
  const outcomes = await runBuilds(
    workspaceRoot,
    engine,
    builds,
    { ...observed, lastBuilds },
    request.report,
    signal,
  );
  for (const { error } of outcomes) if (error) throw error;
  signal.throwIfAborted();
  // Like volumes, they stay where the start fails: data may have been made with them by then.
  await writeSecrets(workspaceRoot, state.secrets);
  const all = withDependencies(project, request.services);
  const definitions = await readDefinitions(workspaceRoot, project, all);
  await applyContainers(request, state, services, inTheWay);
  // The containers that were replaced have let go of their images.
  await pruneImages(
    engine,
    services.map(({ image }) => image),
  );
  return definitions;
}

async function report(
  { workspaceRoot, project, services, tell }: UpRequest,
  engine: Engine,
  definitions: Definitions,
  started: number,
): Promise<void> {
  const all = withDependencies(project, services);
  const observed = await observe(engine, project.name, []);
  const before = await readApplied(workspaceRoot);
  const ours = observed.containers.map(({ id, service }) => {
    const fresh = all.some(({ name }) => name === service);
    return [id, fresh ? definitions.get(service) : before[id]] as const;
  });
  const applied = Object.fromEntries(ours.filter(([, definition]) => definition !== undefined));
  if (JSON.stringify(applied) !== JSON.stringify(before)) await writeApplied(workspaceRoot, applied);
  tell(`${serviceTable(all, observed)}\n\nReady in ${formatTime(performance.now() - started)}.`);
}
