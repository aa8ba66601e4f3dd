import { type ComposeProject, emitCompose, type ObservedState, planDown, planText } from '@pydock/core';
import {
  compose,
  connectEngine,
  type Engine,
  observe,
  observeNetworks,
  observeVolumes,
  removeVolume,
  requireCompose,
  withWorkspaceLock,
} from '@pydock/engine';
import { formatTime, type Say } from '../../report/progress';
import { refuseForeign } from '../own-project';

/** What docker-down is asked for. */
export interface DownRequest {
  readonly workspaceRoot: string;
  readonly command: string;
  readonly project: ComposeProject;
  readonly services: readonly string[];
  /** Whether the services' named volumes go as well. */
  readonly volumes: boolean;
  readonly dryRun: boolean;
  readonly tell: Say;
  readonly signal: AbortSignal;
}

/** Reads, decides and does docker-down: containers, then the network when nothing is left, volumes when asked for. */
export async function down(request: DownRequest): Promise<void> {
  const { workspaceRoot, command, project, services, tell, signal } = request;
  const started = performance.now();
  const engine = await connectEngine();
  const onWait = (holder: string) => tell(`waiting for ${holder}`);
  await withWorkspaceLock(workspaceRoot, command, onWait, signal, async () => {
    const observed = await observe(engine, project.name, []);
    refuseForeign(project.name, workspaceRoot, observed);
    const volumes = request.volumes ? await ownVolumes(engine, request, observed) : [];
    const networks = await observeNetworks(engine, project.name);
    const plan = planDown({ services, volumes, networks }, observed);
    if (plan.length === 0) return tell('Nothing to do: nothing of it is there.');
    tell(planText(plan));
    if (request.dryRun) return;
    await requireCompose(engine);
    // With nothing left, compose takes the network down as well.
    const all = observed.containers.every(({ service }) => services.includes(service));
    const run = { directory: workspaceRoot, text: emitCompose(project), project: project.name, signal };
    await compose(engine, all ? ['down'] : ['down', ...services], run);
    for (const name of volumes) await removeVolume(engine, name);
    tell(`\nDown in ${formatTime(performance.now() - started)}.`);
  });
}

// Volumes that only these services mount: another service's data is not theirs to remove.
async function ownVolumes(
  engine: Engine,
  { project, services }: DownRequest,
  observed: ObservedState,
): Promise<string[]> {
  const running = observed.containers
    .filter(({ service }) => !services.includes(service))
    .map(({ service }) => service);
  const mounted = (names: readonly string[]) =>
    project.services
      .filter(({ name }) => names.includes(name))
      .flatMap((service) => service.volumes)
      .flatMap((mount) => (mount.kind === 'volume' && mount.name !== null ? [mount.name] : []));
  const others = project.services.map(({ name }) => name).filter((name) => !services.includes(name));
  const kept = mounted([...running, ...others]);
  const ours = mounted(services).filter((name) => !kept.includes(name));
  return (await observeVolumes(engine, project.name))
    .filter(({ volume }) => ours.includes(volume))
    .map(({ name }) => name);
}
