import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PassThrough, type Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import zlib from 'node:zlib';
import { archiveFailed, archiveKind, fileUnreadable, interrupted } from '@pydock/core';
import { jsonLines } from '../build/json-lines';
import type { Engine } from '../connection/connect';

/**
 * Writes images to a file, compressed as its name says: `.tar`, `.tar.gz` or `.tar.zst`. It is there whole or not at all.
 * @returns its size in bytes
 * @throws PydockError PYDOCK_ARCHIVE_FAILED, PYDOCK_INTERRUPTED
 */
export async function saveImages(
  engine: Engine,
  images: readonly string[],
  file: string,
  signal: AbortSignal,
): Promise<number> {
  const partial = `${file}.${process.pid}.partial`;
  try {
    const compress = compressor(file);
    await mkdir(dirname(file), { recursive: true });
    await pipeline(await archiveOf(engine, images, signal), compress, createWriteStream(partial), { signal });
    await rename(partial, file);
    return (await stat(file)).size;
  } catch (error) {
    await rm(partial, { force: true });
    if (signal.aborted) throw interrupted('saving images', `${file} is as it was`);
    throw archiveFailed(`write ${images.join(', ')} to ${file}`, (error as Error).message.trim());
  }
}

/**
 * Gives the engine the images of a file; it takes them compressed by gzip or zstd as well.
 * @returns their names
 * @throws PydockError PYDOCK_ARCHIVE_FAILED, PYDOCK_FILE_UNREADABLE, PYDOCK_INTERRUPTED
 */
export async function loadImages(engine: Engine, file: string, signal: AbortSignal): Promise<string[]> {
  const stream = createReadStream(file);
  await new Promise((resolve, reject) => stream.once('open', resolve).once('error', reject)).catch(
    (error: Error) => {
      throw fileUnreadable(file, error.message);
    },
  );
  const names: string[] = [];
  try {
    const answer = await engine.docker.loadImage(stream, { quiet: true, abortSignal: signal });
    for await (const line of jsonLines(answer as Readable)) {
      const { stream: text = '', error } = line as { stream?: string; error?: string };
      if (error !== undefined) throw new Error(error);
      const [, name] = /^Loaded image(?: ID)?: (\S+)/.exec(text) ?? [];
      if (name !== undefined) names.push(name);
    }
  } catch (error) {
    if (signal.aborted) throw interrupted(`loading ${file}`, 'images that the engine has whole stay');
    throw archiveFailed(`load ${file}`, (error as Error).message.trim());
  } finally {
    stream.destroy();
  }
  if (names.length === 0) throw archiveFailed(`load ${file}`, 'there is no image in it');
  return names;
}

function archiveOf(engine: Engine, images: readonly string[], signal: AbortSignal): Promise<Readable> {
  const options = {
    path: '/images/get?',
    method: 'GET',
    isStream: true,
    abortSignal: signal,
    options: { names: images },
    statusCodes: { 200: true, 404: 'no such image', 500: 'server error' },
  };
  return new Promise((resolve, reject) => {
    engine.docker.modem.dial(options as never, (error: unknown, answer: unknown) => {
      if (error) reject(error as Error);
      else resolve(answer as Readable);
    });
  });
}

// Node has zstd from 22.15 on.
function compressor(file: string): Transform {
  const kind = archiveKind(file);
  if (kind === 'gzip') return zlib.createGzip();
  if (kind === 'plain') return new PassThrough();
  const create = (zlib as { createZstdCompress?: () => Transform }).createZstdCompress;
  if (!create)
    throw new Error(`Node ${process.versions.node} has no zstd; take .tar.gz, or Node 22.15 or newer`);
  return create();
}
