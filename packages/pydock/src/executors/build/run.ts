import {
  buildCause,
  engineFailed,
  missingSecret,
  type LastBuild,
  missingSsh,
  type ObservedState,
  type Service,
} from '@pydock/core';
import { buildImage, type Engine, pruneImages, writeLastBuild } from '@pydock/engine';
import { BuildProgress, formatTime, type Say } from '../../report/progress';
import { host } from './host';
import { type PreparedBuild, prepareBuild } from './prepare';
import { BuildReading } from './reading';

/** How the build of one service ended. */
export interface BuildOutcome {
  readonly service: string;
  readonly error: unknown;
}

/** What is known before builds are run. */
interface Known extends Pick<ObservedState, 'images'> {
  /** By service, where its image is stale. */
  readonly lastBuilds: ReadonlyMap<string, LastBuild>;
}

// As many builds at once as keep two processors busy; the engine runs the steps of each in parallel anyway.
const parallel = 4;

/** Builds what is stale. One failure does not stop the others. */
export async function runBuilds(
  workspaceRoot: string,
  engine: Engine,
  prepared: readonly PreparedBuild[],
  observed: Known,
  tell: Say,
  signal: AbortSignal,
): Promise<BuildOutcome[]> {
  const outcomes: BuildOutcome[] = [];
  const built: string[] = [];
  const queue = [...prepared];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { service } = next;
      const error = await runBuild(workspaceRoot, engine, next, observed, tell, signal).then(
        (isBuilt) => {
          if (isBuilt) built.push(service.image);
          return null;
        },
        (reason: unknown) => reason,
      );
      outcomes.push({ service: service.name, error });
    }
  };
  await Promise.all(Array.from({ length: Math.min(parallel, queue.length) }, worker));
  await pruneImages(engine, built);
  return outcomes;
}

// True where there was something to build.
async function runBuild(
  workspaceRoot: string,
  engine: Engine,
  prepared: PreparedBuild,
  observed: Known,
  tell: Say,
  signal: AbortSignal,
): Promise<boolean> {
  const { service } = prepared;
  const cause = buildCause(
    service.image,
    prepared.fingerprint,
    observed,
    observed.lastBuilds.get(service.name),
  );
  if (cause === null) {
    tell(`${service.name}: ${service.image} is up to date`);
    return false;
  }
  tell(`${service.name}: building ${service.image}, because ${cause}`);
  const missing = missingSecret(service, host(workspaceRoot)) ?? missingSsh(service, host(workspaceRoot));
  if (missing) throw missing;
  for (const name of prepared.unreachable)
    tell(`${service.name}: ${name} names a proxy on this machine itself, where no step can reach it`);
  const started = performance.now();
  const built = await build(workspaceRoot, engine, prepared, service, tell, signal);
  await writeLastBuild(workspaceRoot, service.name, built.record());
  tell(`${service.name}: built ${service.image} in ${formatTime(performance.now() - started)}`);
  return true;
}

const attempts = 3;

// A file that changes while it is sent makes an image of neither state: read anew and build again. Gives what was built.
async function build(
  workspaceRoot: string,
  engine: Engine,
  prepared: PreparedBuild,
  service: Service,
  tell: Say,
  signal: AbortSignal,
): Promise<PreparedBuild> {
  for (let attempt = 1, current = prepared; attempt <= attempts; attempt++) {
    signal.throwIfAborted();
    const progress = new BuildProgress(service.name, tell);
    try {
      const { intact } = await buildImage(engine, current.request, progress.onEvent, signal);
      if (intact) return current;
    } finally {
      progress.close();
    }
    tell(`${service.name}: files changed during the build, building again`);
    current = await prepareBuild(new BuildReading(workspaceRoot, engine), service);
  }
  throw engineFailed(`build ${service.image}`, `files of ${service.root} kept changing while they were read`);
}
