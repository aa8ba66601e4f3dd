import { asked, unlessGone } from '../connection/asked';
import type { Engine } from '../connection/connect';

/** Asks containers to end and waits for it; one that is gone or has ended is no error. */
export async function stopContainers(engine: Engine, ids: readonly string[]): Promise<void> {
  const stop = async (id: string) => {
    const { State } = (await engine.docker.getContainer(id).inspect().catch(unlessGone)) ?? {};
    if (State?.Running) await asked(`stop the container ${id}`, engine.docker.getContainer(id).stop());
  };
  await Promise.all(ids.map(stop));
}

/** Lets paused containers go on. */
export async function unpauseContainers(engine: Engine, ids: readonly string[]): Promise<void> {
  const unpause = (id: string) =>
    asked(`unpause the container ${id}`, engine.docker.getContainer(id).unpause());
  await Promise.all(ids.map(unpause));
}
