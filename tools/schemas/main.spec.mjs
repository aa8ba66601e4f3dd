import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { schemaTypes } from './main.mjs';

it('the types of every schema are those that stand beside it', async () => {
  const all = await schemaTypes();
  expect(all.length).toBeGreaterThan(0);
  for (const { types, text } of all) expect(await readFile(types, 'utf8')).toBe(text);
});
