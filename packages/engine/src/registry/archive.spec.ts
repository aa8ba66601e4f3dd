import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import zlib from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { connectEngine, type Engine } from '../connection/connect';
import { directoryOf } from '../specs/directory';
import { buildFor, removeImage, requestOf, unique } from '../specs/engine';
import { codeOf, failureOf } from '../specs/failures';
import { storedZstd } from '../specs/zstd';
import { loadImages, saveImages } from './archive';

const never = new AbortController().signal;

describe('archives of images', { tags: ['docker'], timeout: 60_000 }, () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await connectEngine();
  });

  /** An image of a file of its own, and its ID. */
  const built = async () => {
    const request = await requestOf(await directoryOf({ a: unique('archive') }), 'FROM scratch\nCOPY a /a\n');
    const { imageId } = await buildFor(engine, request);
    return { image: request.image, imageId };
  };
  const idOf = async (image: string) => (await engine.docker.getImage(image).inspect()).Id;

  it.each(['image.tar', 'image.tar.gz', 'deep/er/image.tgz'])(
    'are written to %s, and read again',
    async (name) => {
      const { image, imageId } = await built();
      const file = join(await directoryOf(), name);
      const size = await saveImages(engine, [image], file, never);
      const bytes = await readFile(file);
      expect(size).toBe(bytes.length);
      expect(bytes.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b]))).toBe(name !== 'image.tar');
      await removeImage(engine, image);
      expect(await loadImages(engine, file, never)).toEqual([image]);
      expect(await idOf(image)).toBe(imageId);
    },
  );

  it('are read by the engine where they are compressed by zstd', async () => {
    const { image, imageId } = await built();
    const directory = await directoryOf();
    await saveImages(engine, [image], join(directory, 'image.tar'), never);
    const stored = storedZstd(await readFile(join(directory, 'image.tar')));
    await writeFile(join(directory, 'image.tar.zst'), stored);
    await removeImage(engine, image);
    expect(await loadImages(engine, join(directory, 'image.tar.zst'), never)).toEqual([image]);
    expect(await idOf(image)).toBe(imageId);
  });

  it('are written by zstd where Node has it, else that is said', async () => {
    const { image } = await built();
    const file = join(await directoryOf(), 'image.tar.zst');
    if ('createZstdCompress' in zlib) {
      expect(await saveImages(engine, [image], file, never)).toBeGreaterThan(0);
      expect(await loadImages(engine, file, never)).toEqual([image]);
    } else {
      const { why } = await failureOf(() => saveImages(engine, [image], file, never));
      expect(why).toContain('take .tar.gz, or Node 22.15 or newer');
    }
  });

  it('are not begun where there is no such image, nor left half-written', async () => {
    const directory = await directoryOf();
    await writeFile(join(directory, 'image.tar'), 'as it was');
    const save = () => saveImages(engine, [`${unique('none')}:1`], join(directory, 'image.tar'), never);
    expect(await codeOf(save)).toBe('PYDOCK_ARCHIVE_FAILED');
    expect(
      await codeOf(() => saveImages(engine, ['x'], join(directory, 'image.tar'), AbortSignal.abort())),
    ).toBe('PYDOCK_INTERRUPTED');
    expect(await readdir(directory)).toEqual(['image.tar']);
    expect(await readFile(join(directory, 'image.tar'), 'utf8')).toBe('as it was');
  });

  it('are refused where they are none', async () => {
    const directory = await directoryOf({ 'text.tar': 'no archive\n'.repeat(200), 'empty.tar': '' });
    for (const name of ['text.tar', 'empty.tar'])
      expect(await codeOf(() => loadImages(engine, join(directory, name), never)), name).toBe(
        'PYDOCK_ARCHIVE_FAILED',
      );
    expect(await codeOf(() => loadImages(engine, join(directory, 'none.tar'), never))).toBe(
      'PYDOCK_FILE_UNREADABLE',
    );
  });
});
