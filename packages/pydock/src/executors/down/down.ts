import {
  type ComposeProject,
  downCall,
  emitForDown,
  type Fault,
  formatTime,
  planDown,
  planText,
  type Service,
} from '@pydock/core';
import {
  compose,
  connectEngine,
  observe,
  observeResources,
  removeVolume,
  requireCompose,
  withWorkspaceLock,
} from '@pydock/engine';
import type { Say } from '../../report/progress';
import { refuseForeign } from '../own-project';

/** What docker-down is asked for. */
export interface DownRequest {
  readonly workspaceRoot: string;
  readonly command: string;
  /** What can stand in a compose file. */
  readonly project: ComposeProject;
  /** All services of the workspace that can be read. */
  readonly known: readonly Service[];
  readonly faults: readonly Fault[];
  readonly services: readonly string[];
  /** Whether the services' named volumes go as well. */
  readonly volumes: boolean;
  readonly dryRun: boolean;
  readonly tell: Say;
  readonly signal: AbortSignal;
}

/** Reads, decides and does docker-down: containers, then the network when nothing is left, volumes when asked for. */
export async function down(request: DownRequest): Promise<void> {
  const { workspaceRoot, command, project, tell, signal } = request;
  const started = performance.now();
  const engine = await connectEngine();
  const onWait = (holder: string) => tell(`waiting for ${holder}`);
  await withWorkspaceLock(workspaceRoot, command, onWait, signal, async () => {
    const [containers, resources] = await Promise.all([
      observe(engine, project.name, []),
      observeResources(engine, project.name),
    ]);
    const observed = { ...containers, ...resources };
    refuseForeign(project.name, workspaceRoot, observed);
    const plan = planDown(request, observed);
    if (plan.length === 0) return tell('Nothing to do: nothing of it is there.');
    tell(planText(plan));
    if (request.dryRun) return;
    const call = downCall(plan, request.services);
    if (call) {
      await requireCompose(engine);
      const text = emitForDown(project, call.services);
      await compose(engine, call.args, { directory: workspaceRoot, text, project: project.name, signal });
    }
    for (const each of plan) if (each.kind === 'remove-volume') await removeVolume(engine, each.name);
    tell(`\nDown in ${formatTime(performance.now() - started)}.`);
  });
}
