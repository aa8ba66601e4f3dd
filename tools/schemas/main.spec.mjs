import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { schemaTypes } from './main.mjs';
import { optionsPage, optionsPageFile } from './options-page.mjs';

it('the types of every schema are those that stand beside it', async () => {
  const all = await schemaTypes();
  expect(all.length).toBeGreaterThan(0);
  for (const { types, text } of all) expect(await readFile(types, 'utf8')).toBe(text);
});

it('docs/options.md is what the schemas say', async () => {
  expect(await readFile(optionsPageFile, 'utf8')).toBe(await optionsPage());
});

describe('docs/errors.md', async () => {
  const read = (/** @type {string} */ file) => readFile(new URL(`../../${file}`, import.meta.url), 'utf8');
  const codes = [...(await read('packages/core/src/errors.ts')).matchAll(/'(PYDOCK_\w+)'/g)].map(
    ([, code]) => code,
  );
  const headings = [...(await read('docs/errors.md')).matchAll(/^## (PYDOCK_\w+)$/gm)].map(
    ([, code]) => code,
  );

  it('has a section for every code, in the order of the alphabet, and for nothing else', () => {
    expect(headings).toEqual([...new Set(codes)].sort());
  });
});
