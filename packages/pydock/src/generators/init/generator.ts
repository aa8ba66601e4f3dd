import { formatFiles, readNxJson, type Tree, updateNxJson } from '@nx/devkit';
import { composeFile } from '@pydock/core';
import { defaultTargetNames } from '../../graph/plugin-options';
import type { InitOptions } from './schema-types';

const syncGenerator = 'pydock:sync';

/** Registers the plugin, the sync generator and ignore entries. Running it again changes nothing. */
export async function initGenerator(tree: Tree, options: InitOptions): Promise<void> {
  const nxJson = readNxJson(tree) ?? {};
  const registered = nxJson.plugins?.some(
    (each) => (typeof each === 'string' ? each : each.plugin) === 'pydock',
  );
  const sync = nxJson.sync?.globalGenerators ?? [];
  if (!registered || !sync.includes(syncGenerator)) {
    const names = Object.entries(defaultTargetNames).map(([target, name]) => [`${target}TargetName`, name]);
    const entry = { plugin: 'pydock', options: Object.fromEntries(names) as Record<string, string> };
    updateNxJson(tree, {
      ...nxJson,
      plugins: registered ? (nxJson.plugins ?? []) : [...(nxJson.plugins ?? []), entry],
      sync: {
        ...nxJson.sync,
        globalGenerators: sync.includes(syncGenerator) ? sync : [...sync, syncGenerator],
      },
    });
  }
  addLines(tree, '.gitignore', ['.pydock/', '__pycache__/', '.venv/']);
  // The file is canonical: a formatter must not touch it.
  if (tree.exists('.prettierignore')) addLines(tree, '.prettierignore', [`/${composeFile}`]);
  if (!options.skipFormat) await formatFiles(tree);
}

function addLines(tree: Tree, file: string, lines: readonly string[]): void {
  const text = tree.exists(file) ? (tree.read(file, 'utf8') ?? '') : '';
  const present = text.split(/\r?\n/).map((line) => line.trim().replace(/^\/|\/$/g, ''));
  const missing = lines.filter((line) => !present.includes(line.replace(/^\/|\/$/g, '')));
  if (missing.length === 0) return;
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const separator = text === '' || text.endsWith('\n') ? '' : end;
  tree.write(file, `${text}${separator}${missing.map((line) => `${line}${end}`).join('')}`);
}
