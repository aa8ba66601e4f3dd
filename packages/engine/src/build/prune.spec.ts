import Docker from 'dockerode';
import { beforeAll, describe, expect, it } from 'vitest';
import { connectEngine, type Engine } from '../connection/connect';
import { directoryOf } from '../specs/directory';
import { buildFor, createContainer, python, requestOf, unique } from '../specs/engine';
import { pruneImages } from './prune';

describe('pruneImages', { tags: ['docker'], timeout: 60_000 }, () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await connectEngine();
  });

  const exists = (id: string) =>
    engine.docker
      .getImage(id)
      .inspect()
      .then(
        () => true,
        () => false,
      );

  it('removes what lost its tag to a later build, and nothing that is in use', async () => {
    const [root, other] = [await directoryOf(), await directoryOf()];
    const image = `${unique('pruned')}:latest`;
    const build = async (text: string) =>
      (await buildFor(engine, await requestOf(root, `FROM ${python}\nRUN echo ${text}\n`, { image })))
        .imageId;
    const used = await build('used');
    const container = await createContainer(engine, unique('project'), 'api', { Image: used });
    const old = await build('old');
    const current = await build('current');
    const foreign = await buildFor(
      engine,
      await requestOf(other, `FROM ${python}\nRUN echo foreign\n`, { image: `${unique('kept')}:latest` }),
    );
    await pruneImages(engine, [image, image]);
    expect(await Promise.all([used, old, current, foreign.imageId].map(exists))).toEqual([
      true,
      false,
      true,
      true,
    ]);
    await container.remove({ force: true });
    await pruneImages(engine, [image]);
    expect(await exists(used)).toBe(false);
  });

  it('says nothing where it fails', async () => {
    const gone = { ...engine, docker: new Docker({ socketPath: '/nowhere.sock' }) };
    await expect(pruneImages(gone, ['x'])).resolves.toBeUndefined();
  });
});
