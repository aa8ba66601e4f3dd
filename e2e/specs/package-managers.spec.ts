import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pathWithout } from '../harness/command';
import { docker } from '../harness/docker';
import { PackageManagers } from '../harness/package-managers';
import { repository } from '../harness/places';
import { freePort, get } from '../harness/ports';
import { Workspace } from '../harness/workspace';

const minutes = 60_000;

describe('a service with every package manager', { tags: ['docker'], timeout: 5 * minutes }, () => {
  let workspace: Workspace;
  let managers: PackageManagers;

  beforeAll(async () => {
    workspace = await Workspace.make('managers');
    managers = await PackageManagers.install(`${workspace.name}-tools`);
    await workspace.init();
  }, 5 * minutes);

  afterAll(async () => {
    await workspace.close();
    await managers.remove();
  });

  const generate = (directory: string, options: string) =>
    workspace.mustNx(`g pydock:service ${directory} ${options}`, { PATH: managers.path });
  const up = (...names: string[]) => workspace.mustNx(`run-many -t docker-up -p ${names.join(',')}`);
  const dockerfile = (directory: string) => workspace.read(`${directory}/Dockerfile`);
  const greets = async (port: number) =>
    expect(await get(port)).toEqual({ status: 200, body: 'Hello, World!' });
  const says = async (name: string) =>
    expect(await docker('logs', `${workspace.name}-${name}-1`)).toBe('Hello, World!');

  it.each([
    ['uv', 'uv.lock', 'uv sync --locked'],
    ['pdm', 'pdm.lock', 'pdm install --check'],
    ['pipenv', 'Pipfile.lock', 'pipenv install --deploy'],
    ['pip', 'requirements.txt', '-r requirements.txt'],
  ])('%s: locked, built, started', async (manager, lockfile, installs) => {
    const port = await freePort();
    const [app, cli] = [`apps/${manager}`, `apps/${manager}-cli`];
    await Promise.all([
      generate(app, `--framework=flask --packageManager=${manager} --port=${port}`),
      generate(cli, `--framework=command --packageManager=${manager}`),
    ]);
    for (const directory of [app, cli]) {
      expect(workspace.has(`${directory}/${lockfile}`)).toBe(true);
      expect(await dockerfile(directory)).toContain(installs);
    }
    await up(manager, `${manager}-cli`);
    await greets(port);
    await says(`${manager}-cli`);
  });

  it('poetry: locked later, built, started', async () => {
    const port = await freePort();
    const [app, cli] = ['apps/poetry', 'apps/poetry-cli'];
    const [output] = await Promise.all([
      generate(app, `--framework=flask --packageManager=poetry --skipLock --port=${port}`),
      generate(cli, '--framework=command --packageManager=poetry --skipLock'),
    ]);
    expect(output).toContain('Not locked: --skipLock was given.');
    // What the generator says to do.
    const lock = async (directory: string) => {
      await usePipsIndex(directory);
      await managers.run(join(workspace.directory, directory), 'poetry', 'lock');
      await workspace.mustNx(`g pydock:dockerize ${directory}`);
      expect(await dockerfile(directory)).toContain(`source=${directory}/poetry.lock`);
    };
    await Promise.all([lock(app), lock(cli)]);
    await up('poetry', 'poetry-cli');
    await greets(port);
    await says('poetry-cli');
  });

  it('uv, as a member of a workspace: locked with the others', async () => {
    await workspace.write(
      'py/pyproject.toml',
      '[project]\nname = "all"\nversion = "0"\nrequires-python = ">=3.13"\n[tool.uv.workspace]\nmembers = ["services/*"]\n',
    );
    const ports = [await freePort(), await freePort()];
    for (const [index, name] of ['one', 'two'].entries())
      await generate(
        `py/services/${name}`,
        `--framework=flask --packageManager=uv --port=${ports[index] ?? 0}`,
      );
    expect(await workspace.read('py/uv.lock')).toContain('name = "two"');
    expect(workspace.has('py/services/two/uv.lock')).toBe(false);
    expect(await dockerfile('py/services/two')).toContain('source=py/uv.lock');
    await unchanged('py/services/two', 'apps/pipenv');
    await up('one', 'two');
    for (const port of ports) await greets(port);
  });

  it('uv, beside a workspace: a lock file of its own', async () => {
    const output = await generate('py/other/three', '--framework=script --packageManager=uv');
    expect(output).toContain('py/pyproject.toml does not list py/other/three (py/pyproject.toml:6');
    expect(workspace.has('py/other/three/uv.lock')).toBe(true);
  });

  it('uv: with the extras and groups that are asked for, and no others', async () => {
    const [port, app] = [await freePort(), 'extra/clerk'];
    const greeting =
      'from flask import Flask\nfrom slugify import slugify\n\napp = Flask(__name__)\n\n\n@app.get("/")\ndef index():\n    return slugify("Hello World")\n';
    await workspace.write(`${app}/app.py`, greeting);
    await workspace.write(
      `${app}/pyproject.toml`,
      [
        ...['[project]', 'name = "clerk"', 'version = "0"', 'requires-python = ">=3.13"'],
        ...['dependencies = []', '[project.optional-dependencies]', 'web = ["flask", "gunicorn"]'],
        ...['docs = ["humanize"]', '[dependency-groups]', 'prod = ["python-slugify"]', 'test = ["tenacity"]'],
        ...['[tool.uv]', 'default-groups = ["test"]', ''],
      ].join('\n'),
    );
    await managers.run(join(workspace.directory, app), 'uv', 'lock');
    const { code, output } = await workspace.nx(`g pydock:dockerize ${app} --port=${port}`);
    expect(code).not.toBe(0);
    expect(output).toContain(`flask comes only with the extra web (${app}/pyproject.toml:7)`);
    await workspace.mustNx(`g pydock:dockerize ${app} --port=${port} --extras=web --groups=prod`);
    await up('clerk');
    expect(await get(port)).toEqual({ status: 200, body: 'hello-world' });
    const installed = await distributions('clerk');
    expect(installed).toEqual(expect.arrayContaining(['flask', 'gunicorn', 'python-slugify']));
    for (const other of ['humanize', 'tenacity']) expect(installed).not.toContain(other);
  });

  it('pip: with the extras that requirements ask of the project and of a library', async () => {
    const port = await freePort();
    await cp(join(repository, 'examples/traps/extras'), join(workspace.directory, 'shop'), {
      recursive: true,
    });
    await workspace.mustNx(`g pydock:dockerize shop/orders --port=${port}`);
    await up('orders');
    expect(await get(port)).toEqual({ status: 200, body: '/articles/fountain-pen' });
    const installed = await distributions('orders');
    expect(installed).toEqual(expect.arrayContaining(['python-slugify', 'store', 'waitress']));
    expect(installed).not.toContain('mkdocs');
  });

  it('tells what to do where the package manager is not installed', async () => {
    const output = await workspace.mustNx('g pydock:service apps/bare --packageManager=pdm', {
      PATH: await pathWithout(['pdm'], `${workspace.directory}-bin`),
    });
    expect(output).toContain('Not locked: pdm is not installed here.');
    expect(output).toContain('cd apps/bare && pdm lock');
  });

  /** The distributions that are installed in an image. */
  const distributions = async (name: string) => {
    const list = 'from importlib.metadata import distributions; print(*[d.name for d in distributions()])';
    const out = await docker('run', '--rm', `${workspace.name}-${name}`, 'python', '-c', list);
    return out.toLowerCase().replaceAll('_', '-').split(' ');
  };

  /** Dockerize finds what the generator wrote, and leaves it. */
  const unchanged = async (...directories: string[]) => {
    await workspace.commit();
    for (const directory of directories) await workspace.mustNx(`g pydock:dockerize ${directory}`);
    expect(await workspace.git('status', '--porcelain')).toBe('');
  };

  /** The index that pip asks, named as a source: Poetry then reads it as pip does. */
  const usePipsIndex = async (directory: string) => {
    const asked = 'from pip._internal.models.index import PyPI; print(PyPI.simple_url)';
    const index = (await managers.run('/', 'python', '-c', asked)).trim();
    const url = process.env['PIP_INDEX_URL'] ?? index;
    const manifest = await readFile(join(workspace.directory, directory, 'pyproject.toml'), 'utf8');
    const source = `[[tool.poetry.source]]\nname = "index"\nurl = "${url}"\npriority = "primary"\n`;
    await workspace.write(`${directory}/pyproject.toml`, `${manifest}\n${source}`);
  };
});
