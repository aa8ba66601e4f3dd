import { join } from 'node:path';
import {
  type BuildRequest,
  contextRoots,
  dockerfileMissing,
  fingerprint,
  fingerprintLabel,
  imageLabel,
  readDockerfile,
  type Service,
} from '@pydock/core';
import { type Engine, observeImage, readContext, readText } from '@pydock/engine';
import { hostSecrets } from './host-secrets';

/** A build that is ready to be asked for, and the fingerprint that says whether it need be. */
export interface PreparedBuild {
  readonly service: Service;
  readonly fingerprint: string;
  readonly request: BuildRequest;
}

/**
 * Reads what a service's image is made of.
 * @throws PydockError PYDOCK_DOCKERFILE_MISSING, PYDOCK_FILE_UNREADABLE
 */
export async function prepareBuild(
  workspaceRoot: string,
  engine: Engine,
  service: Service,
): Promise<PreparedBuild> {
  const { dockerfile, root, include, buildArgs, buildTarget, platform } = service;
  const dockerfileText = await readText(join(workspaceRoot, dockerfile), dockerfile);
  if (dockerfileText === null) throw dockerfileMissing(service.project, dockerfile);
  const ignoreFile = await readIgnoreFile(workspaceRoot, dockerfile);
  const [entries, baseImages] = await Promise.all([
    readContext(workspaceRoot, { roots: contextRoots(ignoreFile, [root, ...include]), ignoreFile }),
    baseImageIds(engine, readDockerfile(dockerfileText, buildArgs).baseImages),
  ]);
  const inputs = {
    dockerfile: dockerfileText,
    ignoreFile,
    args: buildArgs,
    target: buildTarget,
    platform,
    baseImages,
  };
  const print = fingerprint(entries, inputs);
  const request: BuildRequest = {
    service: service.name,
    contextRoot: workspaceRoot,
    entries,
    dockerfile,
    dockerfileText,
    sharedKey: `pydock:${workspaceRoot}:${service.name}`,
    image: service.image,
    args: buildArgs,
    labels: { [fingerprintLabel]: print, [imageLabel]: service.image },
    target: buildTarget,
    platform,
    secrets: hostSecrets(process.env),
  };
  return { service, fingerprint: print, request };
}

// The Dockerfile's own ignore file wins over the root's, as in docker build.
async function readIgnoreFile(workspaceRoot: string, dockerfile: string): Promise<string | null> {
  const own = await readText(join(workspaceRoot, `${dockerfile}.dockerignore`), `${dockerfile}.dockerignore`);
  return own ?? readText(join(workspaceRoot, '.dockerignore'), '.dockerignore');
}

async function baseImageIds(
  engine: Engine,
  images: readonly string[],
): Promise<Record<string, string | null>> {
  const found = await Promise.all(images.map((image) => observeImage(engine, image)));
  return Object.fromEntries(images.map((image, index) => [image, found[index]?.id ?? null]));
}
