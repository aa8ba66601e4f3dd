// @ts-check
// Copies what tsc leaves behind (schemas, templates) from src to dist of the package that it is run in.
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const code = /(?<!\.template)\.ts$/;
await cp('src', 'dist', {
  recursive: true,
  filter: (source) => !code.test(source) && !source.includes('__golden__'),
});

// Nx ends a batch without a word when an option does not match its executor's schema. So the schemas that it reads let
// every value through: pydock checks the options itself, and says what is wrong and where.
const anything = { $ref: '#/definitions/anything' };
const definitions = {
  anything: {
    anyOf: [
      ...['string', 'number', 'boolean', 'null', 'object'].map((type) => ({ type })),
      { type: 'array', items: anything },
    ],
  },
};

const executors = join('dist', 'executors');
for (const name of await readdir(executors).catch(() => [])) {
  const file = join(executors, name, 'schema.json');
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) continue;
  const schema = JSON.parse(text);
  for (const property of Object.values(schema.properties)) property.anyOf = [anything];
  await writeFile(
    file,
    `${JSON.stringify({ ...schema, definitions, additionalProperties: true }, null, 2)}\n`,
  );
}
