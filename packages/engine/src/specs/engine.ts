import { type BuildEvent, type BuildRequest, imageLabel } from '@pydock/core';
import type Docker from 'dockerode';
import { onTestFinished } from 'vitest';
import { buildImage } from '../build/build';
import type { Engine } from '../connection/connect';
import { readContext } from '../files/context';
import { composeLabels } from '../observe/state';
import { fill } from './directory';

/** The base image of specs; it is there, whatever the network. */
export const python = 'python:3.13-slim';

let count = 0;

/** A name that no other test, nor another run of it, has. */
export const unique = (name: string) => `pydock-test-${name}-${process.pid}-${++count}`;

/** Writes a Dockerfile and asks for a build of it with the whole directory for its context. */
export async function requestOf(
  root: string,
  dockerfileText: string,
  over: Partial<BuildRequest> = {},
): Promise<BuildRequest> {
  const dockerfile = over.dockerfile ?? 'Dockerfile';
  await fill(root, { [dockerfile]: dockerfileText });
  const image = over.image ?? `${unique('image')}:latest`;
  return {
    service: 'api',
    contextRoot: root,
    entries: await readContext(root, { roots: ['.'], ignoreFile: '**/Dockerfile' }),
    dockerfile,
    dockerfileText,
    image,
    sharedKey: image,
    args: {},
    labels: { [imageLabel]: image },
    target: null,
    platform: null,
    proxies: {},
    extraHosts: {},
    secrets: [],
    ssh: [],
    ...over,
  };
}

/** Builds; the image is removed when the test ends. */
export async function buildFor(
  engine: Engine,
  request: BuildRequest,
  signal: AbortSignal = new AbortController().signal,
) {
  onTestFinished(() => removeImage(engine, request.image));
  const events: BuildEvent[] = [];
  return { ...(await buildImage(engine, request, (event) => events.push(event), signal)), events };
}

export async function removeImage(engine: Engine, image: string): Promise<void> {
  await engine.docker
    .getImage(image)
    .remove({ force: true })
    .catch(() => undefined);
}

/** Starts a container of a Compose project as compose would label it; removed when the test ends. */
export async function startContainer(
  engine: Engine,
  project: string,
  service: string,
  options: Docker.ContainerCreateOptions,
): Promise<Docker.Container> {
  const container = await createContainer(engine, project, service, options);
  await container.start();
  return container;
}

/** The same, created and not started. */
export async function createContainer(
  engine: Engine,
  project: string,
  service: string,
  options: Docker.ContainerCreateOptions,
): Promise<Docker.Container> {
  const container = await engine.docker.createContainer({
    Image: python,
    name: unique(service),
    StopTimeout: 0,
    ...options,
    Labels: {
      [composeLabels.project]: project,
      [composeLabels.service]: service,
      'com.docker.compose.oneoff': 'False',
      ...options.Labels,
    },
  });
  onTestFinished(async () => {
    await container.remove({ force: true, v: true }).catch(() => undefined);
  });
  return container;
}

/** A program in Python as a container's command. */
export const pythonCommand = (program: string) => ['python', '-u', '-c', program];
