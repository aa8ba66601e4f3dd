import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must, userEnvironment } from '../harness/command';
import { docker } from '../harness/docker';
import { uvCommand } from '../harness/uv';
import { Workspace } from '../harness/workspace';

const project = (name: string, requires: readonly string[], ...more: string[]) =>
  [
    '[project]',
    `name = "${name}"`,
    'version = "0.1.0"',
    'requires-python = ">=3.11,<3.14"',
    `dependencies = [${requires.map((each) => `"${each}"`).join(', ')}]`,
    ...more,
    '',
  ].join('\n');
const built = ['', '[build-system]', 'requires = ["hatchling"]', 'build-backend = "hatchling.build"'];
const root = [
  '[tool.uv.workspace]',
  'members = ["apps/*", "libs/*"]',
  '',
  '[tool.uv.sources]',
  'core = { workspace = true }',
  'shared = { workspace = true }',
  '',
].join('\n');

/** Three services and two libraries: api needs core, which needs shared; web needs shared; job needs neither. */
const files = {
  'pyproject.toml': root,
  'apps/api/pyproject.toml': project('api', ['core']),
  'apps/api/main.py': 'import core\nprint(core.x)\n',
  'apps/web/pyproject.toml': project('web', ['shared', 'idna==3.6']),
  'apps/web/main.py': 'import idna\nprint(idna.__version__)\n',
  'apps/job/pyproject.toml': project('job', ['iniconfig']),
  'apps/job/main.py': 'print("done")\n',
  'libs/core/pyproject.toml': project('core', ['shared', 'packaging==24.0'], ...built),
  'libs/core/core/__init__.py': 'x = 1\n',
  'libs/shared/pyproject.toml': project('shared', ['six==1.16.0'], ...built),
  'libs/shared/shared/__init__.py': 'x = 1\n',
};

describe('what a change affects', { tags: ['docker'], timeout: 400_000 }, () => {
  let workspace: Workspace;
  let uv: string;

  const lock = (...args: string[]) =>
    must(uv, ['lock', '--quiet', ...args], { cwd: workspace.directory, env: userEnvironment() });
  const edit = async (path: string, from: string, to: string) =>
    workspace.write(path, (await workspace.read(path)).replace(from, to));
  const affected = async (line = '') =>
    JSON.parse(
      await workspace.mustNx(`show projects --affected --base=HEAD~1 --json ${line}`.trim()),
    ) as string[];
  const names = async (line?: string) => (await affected(line)).sort();

  beforeAll(async () => {
    workspace = await Workspace.make('affected');
    uv = await uvCommand(`${workspace.directory}-uv`);
    await workspace.init();
    for (const [path, text] of Object.entries(files)) await workspace.write(path, text);
    await lock();
    // As pinned until now, but free to go on.
    await edit('apps/web/pyproject.toml', 'idna==3.6', 'idna>=3.6');
    await edit('libs/core/pyproject.toml', 'packaging==24.0', 'packaging>=24.0');
    await edit('libs/shared/pyproject.toml', 'six==1.16.0', 'six>=1.16.0');
    await lock();
    for (const name of ['api', 'web', 'job']) await workspace.mustNx(`g pydock:dockerize apps/${name}`);
    await workspace.mustNx('sync');
    await workspace.commit();
  }, 400_000);

  afterAll(() => workspace.close());

  it('follows from local dependencies, each with its file', async () => {
    await workspace.mustNx('graph --file=graph.json');
    const { graph } = JSON.parse(await workspace.read('graph.json')) as {
      graph: { dependencies: Record<string, { source: string; target: string; type: string }[]> };
    };
    await workspace.remove('graph.json');
    const edges = Object.values(graph.dependencies).flat();
    expect(edges.map(({ source, target, type }) => `${source} ${target} ${type}`).sort()).toEqual([
      'api core static',
      'core shared static',
      'web shared static',
    ]);
    const projects = JSON.parse(await workspace.mustNx('show projects --json')) as string[];
    expect(projects.sort()).toEqual(['api', 'core', 'job', 'shared', 'web']);
  });

  it('is a library and its dependents', async () => {
    await workspace.write('libs/core/core/__init__.py', 'x = 2\n');
    await workspace.commit();
    expect(await names()).toEqual(['api', 'core']);
    await workspace.write('libs/shared/shared/__init__.py', 'x = 2\n');
    await workspace.commit();
    expect(await names()).toEqual(['api', 'core', 'shared', 'web']);
    expect(await names('-t docker-build')).toEqual(['api', 'web']);
  });

  it('is nothing for a root file that no image has, and all services for one that all have', async () => {
    await workspace.write('NOTES.md', 'moin\n');
    await workspace.commit();
    expect(await names()).toEqual([]);
    await workspace.write('pyproject.toml', `${root}# more\n`);
    await workspace.commit();
    expect(await names()).toEqual(['api', 'job', 'web']);
  });

  it('is nothing where only what nx sync writes was true already', async () => {
    await workspace.mustNx('sync:check');
    expect(await workspace.git('status', '--porcelain')).toBe('');
  });

  it('is the services that install an entry of the lock file which changed, synced or not', async () => {
    await workspace.mustNx('run-many -t docker-build -p web,job');
    await lock('--upgrade-package', 'idna');
    expect(await workspace.git('status', '--porcelain')).toBe(' M uv.lock\n');
    await workspace.commit();
    expect(await names()).toEqual(['web']);
    expect(await names('-t docker-build')).toEqual(['web']);
  });

  it('builds just these: the image of another service is up to date', async () => {
    const before = await docker('images', '--quiet', '--no-trunc', `${workspace.name}-job`);
    expect(await workspace.mustNx('run job:docker-build')).toContain('up to date');
    const output = await workspace.mustNx('affected -t docker-build --base=HEAD~1');
    expect(output).toMatch(/web: built/);
    expect(output).not.toMatch(/(job|api): /);
    expect(await docker('images', '--quiet', '--no-trunc', `${workspace.name}-job`)).toBe(before);
    const locked = /name = "idna"\nversion = "(.*)"/.exec(await workspace.read('uv.lock'))?.[1];
    expect(locked).not.toBe('3.6');
    const image = `${workspace.name}-web`;
    expect(await docker('run', '--rm', image, 'python', '-c', 'import idna; print(idna.__version__)')).toBe(
      locked,
    );
    expect(await workspace.mustNx('run web:docker-build')).toContain('up to date');
  });

  it('is the same when the change is synced, and in the commit with it', async () => {
    const { code, output } = await workspace.nx('sync:check');
    expect(code).not.toBe(0);
    expect(output).toContain('apps/web/pydock.lock');
    await workspace.mustNx('sync');
    await workspace.commit();
    expect(await names()).toEqual(['web']);
    await lock('--upgrade-package', 'six');
    await workspace.mustNx('sync');
    await workspace.commit();
    expect(await names()).toEqual(['api', 'web']);
    await lock('--upgrade-package', 'packaging');
    await workspace.commit();
    expect(await names()).toEqual(['api']);
    expect(await workspace.mustNx('run job:docker-build')).toContain('up to date');
  });

  it('is a service that may have any entry in its image, too', async () => {
    const dockerfile = await workspace.read('apps/job/Dockerfile');
    await workspace.write('apps/job/Dockerfile', `${dockerfile}COPY uv.lock /kept/\n`);
    await workspace.mustNx('sync');
    expect(workspace.has('apps/job/pydock.lock')).toBe(false);
    await workspace.commit();
    await lock('--upgrade-package', 'idna==3.7');
    await workspace.commit();
    expect(await names()).toEqual(['job', 'web']);
  });
});
