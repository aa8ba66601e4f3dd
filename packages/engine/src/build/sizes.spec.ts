import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { connectEngine, type Engine } from '../connection/connect';
import { directoryOf } from '../specs/directory';
import { buildFor, python, requestOf } from '../specs/engine';

// `npm run fuzz` takes the large ones.
const isLarge = process.env['FUZZ_CASES'] !== undefined;
const megabytes = isLarge ? 2048 : 128;
const files = isLarge ? 100_000 : 4000;
const perDirectory = 500;

describe('a context', { tags: ['docker'], timeout: isLarge ? 600_000 : 120_000 }, () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await connectEngine();
  });

  it(`has a file of ${megabytes} MB with holes`, async () => {
    const root = await directoryOf();
    const file = await open(join(root, 'sparse.bin'), 'w');
    const size = megabytes * 1024 * 1024;
    await file.truncate(size);
    await file.write('end', size - 3);
    await file.close();
    const check = `test "$(stat -c %s /sparse.bin)" = ${size} && test "$(tail -c 3 /sparse.bin)" = end`;
    const request = await requestOf(
      root,
      `FROM ${python}\nRUN --mount=target=/c cp /c/sparse.bin / && ${check}\n`,
    );
    expect(await buildFor(engine, request)).toMatchObject({ intact: true });
  });

  it(`has ${files} files`, async () => {
    const root = await directoryOf();
    for (let index = 0; index < files / perDirectory; index++) {
      const directory = join(root, 'c', `d ${index}`);
      await mkdir(directory, { recursive: true });
      const names = Array.from({ length: perDirectory }, (_, each) => `f${each}`);
      await Promise.all(names.map((name) => writeFile(join(directory, name), `${index} ${name}\n`)));
    }
    const count = `find /c -type f -size +0 | wc -l | grep -qx ${files}`;
    const last = `grep -qx '${files / perDirectory - 1} f${perDirectory - 1}' "/c/d ${files / perDirectory - 1}/f${perDirectory - 1}"`;
    const request = await requestOf(
      root,
      `FROM ${python}\nRUN --mount=source=c,target=/c ${count} && ${last}\n`,
    );
    expect(await buildFor(engine, request)).toMatchObject({ intact: true });
  });
});
