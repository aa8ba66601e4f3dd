import { describe, expect, it } from 'vitest';
import { pinsFor, releaseFor } from '../builder';
import { pythonMinors } from '../../python/python-releases';
import type { PythonProject } from '../../python/project';
import { locals, locked, member, pythonProject, sets } from '../../specs/projects';
import { installations } from './table';

const commands = (step: { commands: readonly string[] } | null) => step?.commands ?? null;

describe('releaseFor', () => {
  const poetry = installations.poetry.releases;

  it.each([
    ['3.13', 'poetry==2.5.1'],
    ['3.10', 'poetry==2.5.1'],
    ['3.9', 'poetry==2.2.1'],
    ['3.8', 'poetry==1.8.5'],
    ['3.7', undefined],
  ])('is for Python %s: %s', (python, requirement) => {
    expect(releaseFor(poetry, python)?.requirements[0]).toBe(requirement);
  });

  it('is there for every Python that is supported', () => {
    for (const { releases } of [
      installations.uv,
      installations.poetry,
      installations.pdm,
      installations.pipenv,
    ])
      expect(pythonMinors.filter((python) => !releaseFor(releases, python))).toEqual([]);
  });

  it('is exact for every package manager', () => {
    for (const { releases } of Object.values(installations))
      for (const requirement of releases.flatMap(({ requirements }) => requirements))
        expect(requirement).toMatch(/^[a-z]+(\[locked\])?==\d+(\.\d+)+$/);
  });

  it.each(['3.9', '3.10', '3.11', '3.14'])('pins what it depends on once, on Python %s', (python) => {
    for (const { releases } of [installations.poetry, installations.pipenv]) {
      const release = releaseFor(releases, python);
      const pins = release ? pinsFor(release, python) : [];
      const names = pins.map((each) => each.split('==')[0]);
      expect(names).toContain('virtualenv');
      expect(new Set(names).size).toBe(names.length);
      for (const each of pins) expect(each).toMatch(/^[a-z0-9-]+==[\w.]+$/);
    }
  });

  it('pins for a Python what its markers say', () => {
    const release = {
      python: '3.9',
      requirements: ['x==1'],
      pins: "x==1\na==1\nb==1 ; python_version < '3.11'\n",
    };
    expect(pinsFor(release, '3.10')).toEqual(['a==1', 'b==1']);
    expect(pinsFor(release, '3.11')).toEqual(['a==1']);
  });
});

describe('uv', () => {
  const { dependencies, localPackages } = installations.uv;

  it('checks the lock file where all that it speaks of is there', () => {
    const alone = pythonProject(locked('uv'));
    expect(commands(dependencies(alone))?.[0]).toBe('uv sync --locked --no-dev');
    expect(localPackages(alone)).toBeNull();
    const packaged = { ...alone, isPackage: true };
    expect(commands(localPackages(packaged))?.[0]).toContain('--locked');
  });

  it('takes the lock file of a workspace as it is, where other members are not there', () => {
    const project = pythonProject({ ...member, localDependencies: locals('libs/shared') });
    for (const step of [dependencies(project), localPackages(project)])
      expect(commands(step)?.[0]).toMatch(/^uv sync --frozen --no-dev/);
    expect(commands(dependencies(pythonProject(member)))?.[0]).toBe('uv sync --frozen --no-dev');
  });
});

describe('extras and groups', () => {
  const optional = sets('extra web', 'extra db left', 'group prod', 'group test left by default');
  const firstOf = (project: PythonProject) =>
    commands(installations[project.packageManager].dependencies(project))?.[0];

  it.each([
    [locked('uv'), 'uv sync --locked --no-dev --no-group test --extra web --group prod'],
    [member, 'uv sync --frozen --no-dev --no-group test --extra web --group prod'],
    [locked('poetry'), 'poetry install --compile --only main,prod --extras web --no-root --no-directory'],
    [locked('pdm'), 'pdm install --check -G web -G prod --no-self --no-editable'],
    [{ packageManager: 'pipenv' } as const, 'pipenv install --categories packages,prod'],
  ])('are installed by the own way of each package manager: %j', (given, command) => {
    expect(firstOf(pythonProject({ ...given, optional }))).toBe(command);
  });

  it('keep PDM from other groups where none is asked for', () => {
    const project = pythonProject({ ...locked('pdm'), optional: sets('extra web') });
    expect(firstOf(project)).toBe('pdm install --check --prod -G web --no-self --no-editable');
  });

  it('let uv install its default groups, and dev where that is asked for', () => {
    const installed = (...stated: string[]) =>
      firstOf(pythonProject({ ...locked('uv'), optional: sets(...stated) }));
    expect(installed('group server by default', 'group dev left by default')).toBe(
      'uv sync --locked --no-dev',
    );
    expect(installed('group dev by default')).toBe('uv sync --locked');
  });

  it('are for pip requirements files, and words behind directories', () => {
    const step = pythonProject({ optional: sets('group apps/api/requirements/prod.txt', 'extra web') });
    expect(firstOf(step)).toMatch(/ -r requirements\.txt -r requirements\/prod\.txt gunicorn==/);
    const packages = installations.pip.localPackages({ ...step, isPackage: true });
    expect(commands(packages)?.[0]).toMatch(/ '\/src\/apps\/api\[web\]'$/);
  });

  it('are lists of a pyproject.toml to pip, without what these say of each other', () => {
    const [all, prod] = sets('extra all', 'group prod');
    const bare = { manifest: 'apps/api/pyproject.toml' };
    const optional = [{ ...all, keys: ['all', 'web'] }, prod] as PythonProject['optional'];
    const project = pythonProject({ ...bare, optional });
    expect(firstOf(project)).toContain(
      "[each for each in stated['project']['optional-dependencies']['web'] if stated['project']['name'] + '[' not in each]",
    );
    expect(firstOf(project)).toContain("*stated['dependency-groups']['prod'], sep=");
  });
});

describe('pipenv', () => {
  it('leaves nothing behind of what it asked an index', () => {
    const project = pythonProject({ packageManager: 'pipenv' });
    for (const step of [
      installations.pipenv.dependencies(project),
      installations.pipenv.development(project),
    ])
      expect(commands(step)?.at(-1)).toBe('rm -rf /tmp/pipenv-*');
  });
});

describe('pip', () => {
  it('leaves an archive that requirements name where it is, and a directory for later', () => {
    const step = installations.pip.dependencies(
      pythonProject({
        isPackage: true,
        installFiles: ['apps/api/requirements.txt', 'apps/api/vendor/x.whl', 'apps/api/pyproject.toml'],
      }),
    );
    expect(step?.copies).toEqual([
      'COPY apps/api/requirements.txt /src/apps/api/',
      'COPY apps/api/vendor/x.whl /src/apps/api/vendor/',
    ]);
    expect(step?.commands[0]).toMatch(/ requirements\.txt$/);
  });

  it('reads a pyproject.toml with what an older Python has', () => {
    const python = { version: '3.10', requires: null, heldBackBy: null };
    const project = pythonProject({ manifest: 'apps/api/pyproject.toml', python });
    expect(commands(installations.pip.dependencies(project))?.[0]).toContain('pip._vendor import tomli');
  });

  it('installs no bare sources that a build back end takes', () => {
    const bare = { ...locals('components/log')[0], isPackage: false } as const;
    const [shared] = locals('libs/shared');
    const project = pythonProject({ localDependencies: [bare, shared] as never });
    const step = installations.pip.localPackages(project);
    expect(commands(step)).toEqual(['pip --python /app/.venv install --compile /src/libs/shared']);
    expect(step?.mounts.join()).toContain('/src/components/log');
  });
});
