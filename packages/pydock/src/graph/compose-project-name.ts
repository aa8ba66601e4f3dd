import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { NxJsonConfiguration } from '@nx/devkit';
import { pluginOptions } from './plugin-options';

/** The Compose project's name: COMPOSE_PROJECT_NAME as Compose has it, else the plugin's option, else the root package's name, else the directory's. */
export function composeProjectName(workspaceRoot: string, nxJson: NxJsonConfiguration): string {
  const given = process.env['COMPOSE_PROJECT_NAME'] || pluginOptions(nxJson).composeProject;
  const name = given ?? packageName(join(workspaceRoot, 'package.json')) ?? basename(workspaceRoot);
  const clean = name
    .toLowerCase()
    .replace(/^@[^/]*\//, '')
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/^[-_]+/, '');
  return clean || 'workspace';
}

function packageName(file: string): string | null {
  try {
    const { name } = JSON.parse(readFileSync(file, 'utf8')) as { name?: unknown };
    return typeof name === 'string' && name !== '' ? name : null;
  } catch {
    return null;
  }
}
