// Run by the suite `graph` in a process of its own, as Nx runs a plugin: loads pydock, calls it, and says how long it took.
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { pathToFileURL } from 'node:url';

/** @typedef {typeof import('../../../../packages/pydock/src/index.js')} Plugin */

const [plugin = '', workspaceRoot = '', list = ''] = process.argv.slice(2);
/** @type {string[]} */
const files = JSON.parse(readFileSync(list, 'utf8'));
const matched = files.filter((file) =>
  /(^|\/)(Dockerfile|project\.json|package\.json|requirements\.txt|pyproject\.toml|Pipfile|setup\.(py|cfg))$/.test(
    file,
  ),
);
const nxJsonConfiguration = {};

const started = performance.now();
const { createNodes, createDependencies } = /** @type {Plugin} */ (await import(pathToFileURL(plugin).href));
const nodes = await createNodes[1](matched, undefined, { workspaceRoot, nxJsonConfiguration });
const nodesTook = performance.now() - started;

// What Nx makes of it in between, and does not count here.
const found = Object.assign({}, ...nodes.map(([, { projects }]) => projects));
const projects = Object.fromEntries(
  Object.entries(found).map(([root, each]) => [each.name, { ...each, root }]),
);
/** @type {Record<string, { file: string, hash: string }[]>} */
const projectFileMap = {};
const names = new Map(Object.values(projects).map(({ name, root }) => [root, name]));
for (const file of files) {
  const name = names.get(posix.dirname(file));
  if (name !== undefined) (projectFileMap[name] ??= []).push({ file, hash: '' });
}

const again = performance.now();
const fileMap = { projectFileMap, nonProjectFiles: [] };
const dependencies = await createDependencies(undefined, {
  workspaceRoot,
  nxJsonConfiguration,
  projects,
  externalNodes: {},
  fileMap,
  filesToProcess: fileMap,
});
const milliseconds = nodesTook + (performance.now() - again);
console.log(JSON.stringify({ milliseconds, projects: nodes.length, dependencies: dependencies.length }));
