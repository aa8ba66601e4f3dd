// @ts-check
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from 'json-schema-to-typescript';
import { optionsPage, optionsPageFile } from './options-page.mjs';

const plugin = fileURLToPath(new URL('../../packages/pydock/src', import.meta.url));

/** Every schema.json of the plugin, with the text that its schema-types.ts must have. */
export async function schemaTypes() {
  const names = await readdir(plugin, { recursive: true });
  const schemas = names.filter((name) => name.endsWith('schema.json')).sort();
  return Promise.all(
    schemas.map(async (name) => {
      const schema = join(plugin, name);
      const bannerComment = '// Made from schema.json by `npm run schemas`; a test fails where they differ.';
      const text = await compile(JSON.parse(await readFile(schema, 'utf8')), 'Options', { bannerComment });
      return { schema, types: join(dirname(schema), 'schema-types.ts'), text };
    }),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { types, text } of await schemaTypes()) {
    await writeFile(types, text);
    console.log(relative(process.cwd(), types));
  }
  await writeFile(optionsPageFile, await optionsPage());
  console.log(relative(process.cwd(), optionsPageFile));
}
