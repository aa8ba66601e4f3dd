import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { directoryOf, fill } from '../specs/directory';
import { readApplied, writeApplied } from './applied';

describe('the record of what was applied', () => {
  it('is read as it was written', async () => {
    const root = await directoryOf();
    expect(await readApplied(root)).toEqual({});
    await writeApplied(root, { id: { image: 'x' } });
    await writeApplied(root, { other: { image: 'y' } });
    expect(await readApplied(root)).toEqual({ other: { image: 'y' } });
    expect((await readdir(join(root, '.pydock'))).sort()).toEqual(['.gitignore', 'applied.json']);
  });

  it.each(['', '{"id": ', 'null', '42', '"text"', '[1]'])('is empty where it holds %j', async (text) => {
    const root = await directoryOf({ '.pydock/applied.json': text });
    expect(await readApplied(root)).toEqual({});
  });

  it('is replaced as a whole: a reader never sees a part of it', async () => {
    const root = await directoryOf();
    const record = (round: number) => ({ round, filler: 'x'.repeat(200_000) });
    await writeApplied(root, record(0));
    let done = false;
    const writing = (async () => {
      for (let round = 1; round <= 60; round++) await writeApplied(root, record(round));
      done = true;
    })();
    while (!done) expect(await readApplied(root)).toHaveProperty('round');
    await writing;
  });

  it('takes the place of what can not be read', async () => {
    const root = await directoryOf({ '.pydock/applied.json': '{' });
    await writeApplied(root, { id: 1 });
    expect(await readApplied(root)).toEqual({ id: 1 });
    await fill(root, { '.pydock/applied.json': 'x' });
    expect(await readApplied(root)).toEqual({});
  });
});
