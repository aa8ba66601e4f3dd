import { mkdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { workspaceOf } from '../specs/workspace';
import { directoriesOf, knownProjects } from './known-projects';
import * as reading from './read-facts';

afterEach(() => void vi.unstubAllEnvs());

const settings = { options: undefined, targetDefaults: {} };
const files = {
  'libs/core/pyproject.toml': '[project]\nname = "core"\n',
  'libs/core/core.py': '',
  'apps/api/Dockerfile': 'FROM python\n',
  'apps/api/requirements.txt': '-e ../../libs/core\n',
  'apps/api/Dockerfile.dockerignore': '**\n!apps/api\n!libs/core\n',
};
const watched = ['libs/core/pyproject.toml', 'apps/api/Dockerfile', 'apps/api/requirements.txt'];

/** A workspace whose files were all written a while ago, and what is read of it each time it is looked at. */
async function workspace(over: Record<string, string> = {}) {
  const root = await workspaceOf({ ...files, ...over });
  const read = vi.spyOn(reading, 'readFacts');
  const look = async (given = settings, names: readonly string[] = watched) => {
    read.mockClear();
    const facts = await knownProjects(root, directoriesOf(names), given);
    return { facts, read: [...(read.mock.calls[0]?.[1].keys() ?? [])].sort() };
  };
  await settle();
  return { root, look };
}
/** Until what was written is old enough to be believed. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 150));
const all = ['apps/api', 'libs/core'];

describe('knownProjects', () => {
  it('reads what it has not seen, and nothing again that is as it was', async () => {
    const { look } = await workspace();
    const first = await look();
    expect(first.read).toEqual(all);
    expect(first.facts.get('apps/api')).toMatchObject({
      dependencies: [{ directory: 'libs/core', file: 'apps/api/requirements.txt' }],
    });
    const second = await look();
    expect(second.read).toEqual([]);
    expect(second.facts).toEqual(first.facts);
  });

  it.each<[string, (root: string) => Promise<unknown>, string[]]>([
    [
      'a manifest',
      (root) => writeFile(join(root, 'apps/api/requirements.txt'), '-e ../../libs/code\n'),
      ['apps/api'],
    ],
    ['an ignore file', (root) => rm(join(root, 'apps/api/Dockerfile.dockerignore')), ['apps/api']],
    ['a file beside a manifest', (root) => writeFile(join(root, 'libs/core/Pipfile'), ''), ['libs/core']],
    [
      'a manifest that was not there',
      (root) => writeFile(join(root, 'libs/core/uv.lock'), ''),
      ['libs/core'],
    ],
    ['what is needed', (root) => rm(join(root, 'libs/core'), { recursive: true }), all],
    [
      'what a project is of Nx',
      (root) => writeFile(join(root, 'libs/core/project.json'), '{"name":"x"}'),
      ['libs/core'],
    ],
  ])('reads again what depends on %s that changed', async (_what, change, expected) => {
    const { root, look } = await workspace();
    await look();
    await change(root);
    await settle();
    const changed = await look();
    expect(changed.read).toEqual(expect.arrayContaining(expected));
    expect((await look()).read).toEqual([]);
  });

  it.each<[string, (root: string) => Promise<unknown>]>([
    ['a source', (root) => writeFile(join(root, 'libs/core/core.py'), 'x = 1')],
    ['what pydock writes', (root) => writeFile(join(root, 'docker-compose.yml'), '')],
    ['what tools leave behind', (root) => mkdir(join(root, 'apps/api/.cache'))],
  ])('does not read again for %s', async (_what, change) => {
    const { root, look } = await workspace();
    await look();
    await change(root);
    expect((await look()).read).toEqual([]);
  });

  it('does not believe what was written a moment ago', async () => {
    const { root, look } = await workspace();
    await writeFile(join(root, 'libs/core/pyproject.toml'), files['libs/core/pyproject.toml']);
    await look();
    await settle();
    expect((await look()).read).toEqual(expect.arrayContaining(['libs/core']));
  });

  it('sees an edit of the same size that kept its time', async () => {
    const { root, look } = await workspace();
    await look();
    const file = join(root, 'apps/api/requirements.txt');
    const [time] = [new Date(0)];
    await utimes(file, time, time);
    await settle();
    await look();
    await writeFile(file, '-e ../../libs/cord\n');
    await utimes(file, time, time);
    expect((await look()).read).toEqual(['apps/api']);
  });

  it('reads anew for other settings, other files in a directory, and without the cache', async () => {
    const { look } = await workspace();
    await look();
    expect((await look({ ...settings, options: { upTargetName: 'up' } } as never)).read).toEqual(all);
    expect((await look()).read).toEqual(all);
    expect((await look(settings, [...watched, 'apps/api/setup.cfg'])).read).toEqual(['apps/api']);
    vi.stubEnv('NX_CACHE_PROJECT_GRAPH', 'false');
    expect((await look()).read).toEqual(all);
  });

  it('keeps it where Nx keeps its own, and lives with what is broken', async () => {
    const { root, look } = await workspace();
    vi.stubEnv('NX_WORKSPACE_DATA_DIRECTORY', 'kept');
    await look();
    const file = join(root, 'kept/pydock-projects.json');
    expect(JSON.parse(await readFile(file, 'utf8'))).toHaveProperty('directories');
    await writeFile(file, '{');
    expect((await look()).read).toEqual(all);
    expect((await look()).read).toEqual([]);
  });

  it('lives with links that lead nowhere, or round in a circle', async () => {
    const { root, look } = await workspace();
    await symlink('loop', join(root, 'libs/loop'));
    await symlink('loop/pyproject.toml', join(root, 'libs/core/Pipfile'));
    await settle();
    const names = [...watched, 'libs/loop/pyproject.toml'];
    expect((await look(settings, names)).facts.get('libs/loop')).toMatchObject({ isStated: false });
    expect((await look(settings, names)).read).toEqual([]);
  });

  it('sees what a link led nowhere to', async () => {
    const { root, look } = await workspace();
    await symlink('../../target', join(root, 'libs/core/setup.py'));
    await settle();
    await look();
    expect((await look()).read).toEqual([]);
    await writeFile(join(root, 'target'), '');
    expect((await look()).read).toContain('libs/core');
  });
});
