import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fingerprintLabel, imageLabel, resolveService } from '@pydock/core';
import { connectEngine, type Engine, observe, observeImage } from '@pydock/engine';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { failureOf, workspaceOf } from '../../specs/workspace';
import { reportOf } from '../../report/build-report';
import { readLastBuilds } from './last-builds';
import { prepareBuild } from './prepare';
import { BuildReading } from './reading';
import { runBuilds } from './run';

const dockerfile = 'FROM python:3.13-slim\nARG WORD=none\nCOPY apps/api/app.py /\nRUN echo $WORD > /word\n';
const files = { 'apps/api/Dockerfile': dockerfile, 'apps/api/app.py': '1' };

describe('runBuilds', { tags: ['docker'], timeout: 60_000 }, () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await connectEngine();
  });

  const service = (image: string, args = {}) =>
    resolveService({
      project: 'api',
      root: 'apps/api',
      composeProject: 'shop',
      options: {},
      buildOptions: { image, args },
      graphDependencies: [],
      dockerfileText: dockerfile,
      place: () => ({ file: '' }),
      buildPlace: () => ({ file: '' }),
    });

  /** Builds a service as docker-build does, and gives what it told and how it ended. */
  const build = async (root: string, image: string, args = {}, signal = new AbortController().signal) => {
    onTestFinished(async () => {
      await engine.docker
        .getImage(image)
        .remove({ force: true })
        .catch(() => undefined);
    });
    const told: string[] = [];
    const prepared = await prepareBuild(new BuildReading(root, engine), service(image, args));
    const images = (await observe(engine, 'none', [image])).images;
    const lastBuilds = await readLastBuilds(root, [prepared], { images });
    const observed = { images, lastBuilds };
    const report = reportOf('plain', false, (text) => {
      for (const line of text.trim().split('\n')) told.push(line.replace(/ in [\d.]+ m?s \(.*\)$/, ''));
    });
    const [outcome] = await runBuilds(root, engine, [prepared], observed, report, signal);
    return { told: told.filter((line) => !line.includes(': [')), error: outcome?.error, prepared };
  };
  const exists = async (id = '') => (await observeImage(engine, id)) !== null;

  it('builds what is stale, says why, and leaves no image behind that lost its tag', async () => {
    const root = await workspaceOf(files);
    const image = `pydock-test-run-${process.pid}:latest`;
    const first = await build(root, image);
    expect(first.told).toEqual([
      `api: building ${image}, because image ${image} is not there`,
      `api: built ${image}`,
    ]);
    const { id, fingerprint } = (await observeImage(engine, image)) ?? {};
    expect(fingerprint).toBe(first.prepared.fingerprint);
    const { Config } = await engine.docker.getImage(image).inspect();
    expect(Config.Labels).toMatchObject({ [fingerprintLabel]: fingerprint, [imageLabel]: image });
    expect((await build(root, image)).told).toEqual([`api: ${image} is up to date`]);
    expect(await exists(id)).toBe(true);
    const again = await build(root, image, { WORD: 'other' });
    expect(again.told[0]).toBe(`api: building ${image}, because argument WORD changed`);
    expect(await exists(image)).toBe(true);
    expect(await exists(id)).toBe(false);
    await writeFile(join(root, 'apps/api/app.py'), '2');
    const edited = await build(root, image, { WORD: 'other' });
    expect(edited.told[0]).toBe(`api: building ${image}, because apps/api/app.py changed`);
    await engine.docker.getImage(image).remove({ force: true });
    const gone = await build(root, image, { WORD: 'other' });
    expect(gone.told[0]).toBe(`api: building ${image}, because image ${image} is gone`);
  });

  it('leaves the old image where a build fails', async () => {
    const root = await workspaceOf(files);
    const image = `pydock-test-failing-${process.pid}:latest`;
    await build(root, image);
    const before = await observeImage(engine, image);
    await writeFile(join(root, 'apps/api/Dockerfile'), `${dockerfile}RUN false\n`);
    const { error } = await build(root, image);
    expect((await failureOf(() => Promise.reject(error as Error))).code).toBe('PYDOCK_BUILD_FAILED');
    expect(await observeImage(engine, image)).toEqual(before);
  });

  it('builds anew when a file changes while it is sent', async () => {
    const root = await workspaceOf(files);
    const image = `pydock-test-changing-${process.pid}:latest`;
    const prepared = await prepareBuild(new BuildReading(root, engine), service(image));
    onTestFinished(() =>
      engine.docker
        .getImage(image)
        .remove({ force: true })
        .then(() => undefined),
    );
    await writeFile(join(root, 'apps/api/app.py'), '2');
    const told: string[] = [];
    const observed = { ...(await observe(engine, 'none', [image])), lastBuilds: new Map() };
    const never = new AbortController().signal;
    const report = reportOf('plain', false, (text) => told.push(...text.split('\n')));
    const [outcome] = await runBuilds(root, engine, [prepared], observed, report, never);
    expect(outcome?.error).toBeNull();
    expect(told).toContain('api: files changed during the build, building again');
    const { fingerprint } = await prepareBuild(new BuildReading(root, engine), service(image));
    expect((await observeImage(engine, image))?.fingerprint).toBe(fingerprint);
  });
});
