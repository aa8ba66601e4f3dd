import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { composeFile, sameText, type Service } from '@pydock/core';
import { compose, ReadinessWatch, remember, stopContainers, unpauseContainers } from '@pydock/engine';
import { explainStart } from './failure';
import { undoStart } from './undo';
import type { UpRequest, UpState } from './request';

/**
 * Writes docker-compose.yml and starts the services with one compose call; returns when they are ready.
 * Where that fails or is interrupted, all is put back: what it made is removed, what it replaced is brought back.
 * @param inTheWay IDs of containers that are replaced, and until then have a port that another service is given
 */
export async function applyContainers(
  request: UpRequest,
  state: UpState,
  services: readonly Service[],
  inTheWay: readonly string[],
): Promise<void> {
  const { workspaceRoot, project } = request;
  const { engine, composeText, composeOnDisk } = state;
  const file = join(workspaceRoot, composeFile);
  const before = await remember(engine, project.name);
  const watch = await ReadinessWatch.open(
    engine,
    project.name,
    services.map(awaited),
    replaced(state),
    paused(state),
  );
  try {
    if (!sameText(composeOnDisk, composeText)) await writeFile(file, composeText);
    await stopContainers(engine, inTheWay);
    await unpauseContainers(engine, paused(state));
    if (services.length > 0) await start(request, state, services, watch);
  } catch (error) {
    throw await undoStart(request, state, services, before, watch.stopping, error);
  } finally {
    watch.close();
  }
}

const awaited = ({ name, restart }: Service) => ({
  service: name,
  restarts: restart !== null && restart !== 'no',
});

const paused = ({ observed, plan }: UpState) => {
  const services = plan.flatMap((each) => (each.kind === 'unpause' ? [each.service] : []));
  return observed.containers
    .filter(({ service, state }) => state === 'paused' && services.includes(service))
    .map(({ id }) => id);
};

// Containers that compose will replace: their end is no failure.
function replaced({ plan, observed }: UpState): Set<string> {
  const recreated = plan.flatMap((each) => (each.kind === 'recreate' ? [each.service] : []));
  return new Set(
    observed.containers.filter(({ service }) => recreated.includes(service)).map(({ id }) => id),
  );
}

async function start(
  request: UpRequest,
  { engine }: UpState,
  services: readonly Service[],
  watch: ReadinessWatch,
) {
  const { workspaceRoot, project, signal, timeout } = request;
  const stop = new AbortController();
  const deadline = Date.now() + timeout;
  const either = AbortSignal.any([signal, stop.signal, AbortSignal.timeout(timeout)]);
  const names = services.map(({ name }) => name);
  // What the plan does not name is not touched: dependencies that need something are in it themselves.
  const args = ['up', '--detach', '--no-deps', '--no-build', '--pull', 'never', ...names];
  const run = { directory: workspaceRoot, file: composeFile, project: project.name, signal: either };
  // A service may crash while compose still waits for another one: there is nothing to wait for then.
  const failed = watch.untilFailure().then(() => stop.abort());
  const composeError = await compose(engine, args, run).then(
    () => null,
    (error: unknown) => error,
  );
  void failed;
  signal.throwIfAborted();
  const unsettled =
    composeError === null
      ? await watch.untilSettled(deadline - Date.now(), signal)
      : names.filter((name) => Date.now() >= deadline && watch.failure()?.service !== name);
  const error = await explainStart(
    { workspaceRoot, engine, project, services, timeout, unsettled, composeError },
    watch.failure(),
  );
  if (error) throw error;
}
