// @ts-check
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const plugin = fileURLToPath(new URL('../../packages/pydock/', import.meta.url));

/** The page of the documentation that lists every option. */
export const optionsPageFile = fileURLToPath(new URL('../../docs/options.md', import.meta.url));

/**
 * @typedef {{ type?: string | string[], description: string, enum?: string[], default?: unknown, examples?: unknown[],
 *   properties?: Record<string, Property> }} Property
 * @typedef {{ description: string, properties: Record<string, Property>, examples?: { command: string }[] }} Schema
 * @typedef {{ schema: string, hidden?: boolean }} Entry
 */

/** The text of docs/options.md, from the schemas of generators and executors. */
export async function optionsPage() {
  const generators = await entries('generators.json', 'generators');
  const executors = await entries('executors.json', 'executors');
  return [
    '# Options',
    '',
    'Made from the schemas by `npm run schemas`. Options of targets go into `targets.<target>.options` of project.json,',
    'into `targetDefaults` of nx.json, into a configuration (`-c production`), or onto the command line.',
    '',
    '## Generators',
    ...generators.flatMap(([name, schema]) => section(`nx g pydock:${name}`, schema)),
    '',
    '## Targets',
    ...executors.flatMap(([name, schema]) => section(`docker-${name}`, schema)),
    '',
  ].join('\n');
}

/**
 * @param {string} file
 * @param {string} kind
 * @returns {Promise<[string, Schema][]>}
 */
async function entries(file, kind) {
  /** @type {Record<string, Entry>} */
  const all = JSON.parse(await readFile(plugin + file, 'utf8'))[kind];
  const shown = Object.entries(all).filter(([, entry]) => !entry.hidden);
  return Promise.all(
    shown.map(async ([name, entry]) => {
      const schema = entry.schema.replace('./dist/', 'src/');
      return /** @type {[string, Schema]} */ ([name, JSON.parse(await readFile(plugin + schema, 'utf8'))]);
    }),
  );
}

/** @param {string} title @param {Schema} schema */
function section(title, { description, properties, examples = [] }) {
  const shown = Object.entries(properties).filter(([name]) => name !== 'skipFormat');
  const rows = shown.flatMap(([name, property]) => row(name, property));
  const table =
    rows.length === 0
      ? ['It has no options.']
      : ['| option | type | what it does |', '| --- | --- | --- |', ...rows];
  const commands =
    examples.length === 0 ? [] : ['', '```sh', ...examples.map(({ command }) => command), '```'];
  return ['', `### ${title}`, '', description, '', ...table, ...commands];
}

/** @param {string} name @param {Property} property @returns {string[]} */
function row(name, property) {
  const types = [property.enum?.map((value) => `\`${value}\``) ?? property.type ?? 'any'].flat().join(' or ');
  const given =
    property.default === undefined || property.default === false ? '' : ` Default: ${property.default}.`;
  const [example] = property.examples ?? [];
  const shown = example === undefined ? '' : ` Example: \`${JSON.stringify(example)}\`.`;
  const below = Object.entries(property.properties ?? {}).flatMap(([key, each]) =>
    row(`${name}.${key}`, each),
  );
  return [`| \`${name}\` | ${types} | ${property.description}${given}${shown} |`, ...below];
}
