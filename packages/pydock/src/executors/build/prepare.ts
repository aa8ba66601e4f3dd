import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type BuildProxies,
  type BuildRecord,
  buildRecord,
  type BuildRequest,
  buildSecrets,
  buildSsh,
  contextRoots,
  dockerfileMissing,
  fingerprint,
  fingerprintLabel,
  type HashedEntry,
  imageLabel,
  isSharedLock,
  lockPart,
  readDockerfile,
  refuseMissing,
  secretPlaces,
  type Service,
  sharedLock,
} from '@pydock/core';
import { readText } from '@pydock/engine';
import { host } from './host';
import type { BuildReading } from './reading';

/** A build that is ready to be asked for, and the fingerprint that says whether it need be. */
export interface PreparedBuild {
  readonly service: Service;
  readonly fingerprint: string;
  readonly request: BuildRequest;
  /** What the image will be built from, to be kept once it is. */
  readonly record: () => BuildRecord;
  /** Variables that name a proxy which no step could reach. */
  readonly unreachable: BuildProxies['unreachable'];
}

const noProxies: BuildProxies = { args: {}, unreachable: [] };

/**
 * Reads what a service's image is made of.
 * @throws PydockError PYDOCK_DOCKERFILE_MISSING, PYDOCK_FILE_UNREADABLE, PYDOCK_INCLUDE_MISSING, PYDOCK_OPTION_INVALID
 */
export async function prepareBuild(reading: BuildReading, service: Service): Promise<PreparedBuild> {
  const { workspaceRoot } = reading;
  const { dockerfile, root, include, buildArgs, buildTarget, platform } = service;
  const dockerfileText = await readText(join(workspaceRoot, dockerfile), dockerfile);
  if (dockerfileText === null) throw dockerfileMissing(service.project, dockerfile);
  refuseMissing(service, dockerfileText, (path) => existsSync(join(workspaceRoot, path)));
  const ignoreFile = await readIgnoreFile(workspaceRoot, dockerfile);
  const [entries, baseImages] = await Promise.all([
    reading.context.read({ roots: contextRoots(ignoreFile, [root, ...include]), ignoreFile }),
    reading.imageIds(readDockerfile(dockerfileText, buildArgs).baseImages),
  ]);
  const inputs = {
    dockerfile: dockerfileText,
    ignoreFile,
    args: buildArgs,
    target: buildTarget,
    platform,
    baseImages,
    secrets: secretPlaces(service.buildSecrets),
    extraHosts: service.extraHosts,
  };
  const counted = await withLockParts(workspaceRoot, service, dockerfileText, entries);
  const print = fingerprint(counted, inputs);
  const proxies = service.buildProxies ? await reading.hostProxies() : noProxies;
  const request: BuildRequest = {
    service: service.name,
    contextRoot: workspaceRoot,
    entries,
    dockerfile,
    dockerfileText,
    sharedKey: sharedKey(workspaceRoot, service.name),
    image: service.image,
    args: buildArgs,
    labels: { [fingerprintLabel]: print, [imageLabel]: service.image },
    target: buildTarget,
    platform,
    proxies: proxies.args,
    extraHosts: service.extraHosts,
    secrets: buildSecrets(service.buildSecrets, host(workspaceRoot)),
    ssh: buildSsh(service.buildSsh, host(workspaceRoot)),
  };
  const record = () => buildRecord(print, counted, inputs);
  return { service, fingerprint: print, request, record, unreachable: proxies.unreachable };
}

// Of a lock file that several services share, only what this one installs from it makes its image stale.
async function withLockParts(
  workspaceRoot: string,
  { root, buildArgs, buildTarget }: Service,
  dockerfile: string,
  entries: readonly HashedEntry[],
): Promise<readonly HashedEntry[]> {
  const build = { args: buildArgs, target: buildTarget };
  if (!entries.some(({ path }) => isSharedLock(path, root))) return entries;
  return Promise.all(
    entries.map(async (entry) => {
      if (!isSharedLock(entry.path, root)) return entry;
      const bytes = await readFile(join(workspaceRoot, entry.path)).catch(() => null);
      // It changed since it was hashed: what is known of it is the hash alone.
      if (bytes === null || sha256(bytes) !== entry.sha256) return entry;
      const lock = sharedLock(entry.path, bytes.toString('utf8'));
      const part = lock && lockPart(dockerfile, lock, build);
      return part === null ? entry : { ...entry, sha256: sha256(part) };
    }),
  );
}

const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest('hex');

// Hashed, since it travels in a header: a path may have any character.
const sharedKey = (workspaceRoot: string, service: string) =>
  `pydock:${createHash('sha256').update(`${workspaceRoot}\0${service}`).digest('hex')}`;

// The Dockerfile's own ignore file wins over the root's, as in docker build.
async function readIgnoreFile(workspaceRoot: string, dockerfile: string): Promise<string | null> {
  const own = await readText(join(workspaceRoot, `${dockerfile}.dockerignore`), `${dockerfile}.dockerignore`);
  return own ?? readText(join(workspaceRoot, '.dockerignore'), '.dockerignore');
}
