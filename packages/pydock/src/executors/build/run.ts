import {
  buildCause,
  engineFailed,
  missingSecret,
  type LastBuild,
  missingSsh,
  type ObservedState,
  PydockError,
  type Service,
  type ServiceEvent,
} from '@pydock/core';
import { buildImage, type Engine, pruneImages, writeLastBuild } from '@pydock/engine';
import type { BuildReport } from '../../report/build-report';
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
  report: BuildReport,
  signal: AbortSignal,
): Promise<BuildOutcome[]> {
  const outcomes: BuildOutcome[] = [];
  const built: string[] = [];
  const queue = [...prepared];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { service } = next;
      const tell = (event: ServiceEvent) => report.tell(service.name, event);
      const error = await runBuild(workspaceRoot, engine, next, observed, tell, signal).then(
        (isBuilt) => {
          if (isBuilt) built.push(service.image);
          return null;
        },
        (reason: unknown) => {
          tell(failure(reason));
          return reason;
        },
      );
      outcomes.push({ service: service.name, error });
    }
  };
  await Promise.all(Array.from({ length: Math.min(parallel, queue.length) }, worker));
  await pruneImages(engine, built);
  return outcomes;
}

function failure(reason: unknown): ServiceEvent {
  const code = reason instanceof PydockError ? reason.code : 'UNEXPECTED';
  return { kind: 'build-failed', code, message: reason instanceof Error ? reason.message : String(reason) };
}

// True where there was something to build.
async function runBuild(
  workspaceRoot: string,
  engine: Engine,
  prepared: PreparedBuild,
  observed: Known,
  tell: Tell,
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
    tell({ kind: 'up-to-date', image: service.image });
    return false;
  }
  tell({ kind: 'build-started', image: service.image, cause });
  const missing = missingSecret(service, host(workspaceRoot)) ?? missingSsh(service, host(workspaceRoot));
  if (missing) throw missing;
  for (const name of prepared.unreachable)
    tell({ kind: 'note', text: `${name} names a proxy on this machine itself, where no step can reach it` });
  const started = performance.now();
  const { imageId, record } = await build(workspaceRoot, engine, prepared, service, tell, signal);
  await writeLastBuild(workspaceRoot, service.name, record());
  const duration = Math.round(performance.now() - started);
  tell({ kind: 'build-completed', image: service.image, imageId, duration });
  return true;
}

type Tell = (event: ServiceEvent) => void;

const attempts = 3;

// A file that changes while it is sent makes an image of neither state: read anew and build again. Gives what was built.
async function build(
  workspaceRoot: string,
  engine: Engine,
  prepared: PreparedBuild,
  service: Service,
  tell: Tell,
  signal: AbortSignal,
): Promise<{ imageId: string; record: PreparedBuild['record'] }> {
  for (let attempt = 1, current = prepared; attempt <= attempts; attempt++) {
    signal.throwIfAborted();
    const { imageId, intact } = await buildImage(engine, current.request, tell, signal);
    if (intact) return { imageId, record: current.record };
    tell({ kind: 'note', text: 'files changed during the build, building again' });
    current = await prepareBuild(new BuildReading(workspaceRoot, engine), service);
  }
  throw engineFailed(`build ${service.image}`, `files of ${service.root} kept changing while they were read`);
}
