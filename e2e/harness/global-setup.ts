import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { must, userEnvironment } from './command';
import { packages, pinned, repository } from './places';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The temporary directory of this run. */
    temporary: string;
    /** The packed packages, in the order of dependency. */
    tarballs: string[];
    /** A fresh Nx workspace with the packed packages installed, to be copied. */
    template: string;
    /** A fresh Nx workspace that has Nx and nothing else, to be copied. */
    bare: string;
  }
}

/** Once for a run: packs the packages and makes the workspaces that each test file copies. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const temporary = await mkdtemp(join(tmpdir(), 'pydock-e2e-'));
  const remove = () => rm(temporary, { recursive: true, force: true, maxRetries: 3 });
  try {
    await prepare(project, temporary);
  } catch (error) {
    await remove();
    throw error;
  }
  return remove;
}

async function prepare(project: TestProject, temporary: string): Promise<void> {
  const tarballs = await pack(join(temporary, 'packs'));
  const bare = await bareWorkspace(join(temporary, 'bare'));
  const template = join(temporary, 'template');
  await must('cp', ['-a', bare, template], { cwd: temporary });
  await must('npm', ['install', '--save-dev', '--no-audit', '--no-fund', ...tarballs], { cwd: template });
  project.provide('temporary', temporary);
  project.provide('tarballs', tarballs);
  project.provide('template', template);
  project.provide('bare', bare);
}

async function pack(directory: string): Promise<string[]> {
  await mkdir(directory);
  const env = userEnvironment({ NX_DAEMON: undefined });
  await must('npx', ['nx', 'run-many', '-t', 'build'], { cwd: repository, env });
  const tarballs: string[] = [];
  for (const name of packages) {
    const cwd = join(repository, 'packages', name);
    await must('npm', ['pack', '--pack-destination', directory], { cwd });
    const packed = (await readdir(directory)).map((file) => join(directory, file));
    tarballs.push(...packed.filter((file) => !tarballs.includes(file)));
  }
  return tarballs;
}

async function bareWorkspace(directory: string): Promise<string> {
  await mkdir(directory);
  const write = (file: string, text: string) => writeFile(join(directory, file), text);
  await write('package.json', '{ "name": "template", "version": "0.0.0", "private": true }\n');
  await write('nx.json', '{ "analytics": false }\n');
  await write('.gitignore', 'node_modules\n.nx\n');
  const nx = [`nx@${pinned('nx')}`, `@nx/devkit@${pinned('@nx/devkit')}`];
  await must('npm', ['install', '--save-dev', '--no-audit', '--no-fund', ...nx], { cwd: directory });
  return directory;
}
