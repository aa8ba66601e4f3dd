import { describe, expect, it } from 'vitest';
import { tree } from '../specs/trees';
import { likelyProjects, surveyProjects } from './survey';

function survey(files: Record<string, string>) {
  const { apps, libraries, unsettled } = surveyProjects(tree(files), likelyProjects(Object.keys(files)));
  return {
    apps: apps.map(({ root }) => root),
    libraries,
    unsettled: unsettled.map(({ root, error }) => `${root} ${error.code}`),
  };
}

const flask = {
  'web/requirements.txt': 'flask',
  'web/app.py': 'from flask import Flask\napp = Flask("x")\n',
};
const library = {
  'libs/models/pyproject.toml':
    '[project]\nname = "models"\n[build-system]\nbuild-backend = "hatchling.build"\n',
  'libs/models/models/__init__.py': '',
};

describe('likelyProjects', () => {
  it('looks where manifests are', () => {
    const files = [
      ...['a/pyproject.toml', 'b/setup.py', 'c/setup.cfg', 'd/Pipfile', 'e/requirements.txt'],
      ...['f/requirements/base.txt', 'g/reqs.txt', 'h/README.txt', 'i/main.py', 'requirements.txt'],
    ];
    expect(likelyProjects(files)).toEqual(['.', 'a', 'b', 'c', 'd', 'e', 'f', 'g']);
  });
});

describe('surveyProjects', () => {
  it('tells apps from libraries, and leaves out what is no project', () => {
    expect(
      survey({ ...flask, ...library, 'tools/setup.cfg': '[flake8]\n', 'board/setup.py': 'print(1)' }),
    ).toEqual({
      apps: ['web'],
      libraries: ['libs/models'],
      unsettled: [],
    });
  });

  it('takes what others need and no server starts for a library, whatever scripts it has', () => {
    const files = {
      ...library,
      'libs/models/main.py': 'print(1)\n',
      'jobs/requirements.txt': '../libs/models\n',
      'jobs/main.py': 'import models\n',
    };
    expect(survey(files)).toEqual({ apps: ['jobs'], libraries: ['libs/models'], unsettled: [] });
    expect(survey({ ...files, 'jobs/requirements.txt': '' }).apps).toEqual(['jobs', 'libs/models']);
  });

  it('takes an app that others need for an app', () => {
    const files = { ...flask, 'jobs/requirements.txt': '-e ../web\n', 'jobs/main.py': '' };
    expect(survey({ ...files, 'web/setup.py': 'setup()' }).apps).toEqual(['jobs', 'web']);
  });

  it('leaves out the root of a workspace and folders of requirements', () => {
    const files = {
      'pyproject.toml': '[tool.uv.workspace]\nmembers = ["*"]\n',
      'uv.lock': '',
      'api/pyproject.toml': '[project]\nname = "api"\ndependencies = ["flask"]\n',
      'api/app.py': 'from flask import Flask\napp = Flask("x")\n',
      'job/requirements.txt': '-r requirements/requirements.txt\n',
      'job/requirements/requirements.txt': 'redis\n',
      'job/main.py': '',
    };
    expect(survey(files)).toEqual({ apps: ['api', 'job'], libraries: [], unsettled: [] });
  });

  it('names what is to be settled, and what can not be read, beside the others', () => {
    const files = {
      ...flask,
      'two/requirements.txt': 'flask',
      'two/a/app.py': 'from flask import Flask\napp = Flask("a")\n',
      'two/b/app.py': 'from flask import Flask\napp = Flask("b")\n',
      'none/requirements.txt': 'django',
      'broken/pyproject.toml': '[project\n',
    };
    expect(survey(files)).toEqual({
      apps: ['web'],
      libraries: [],
      unsettled: [
        'broken PYDOCK_FILE_UNREADABLE',
        'none PYDOCK_ENTRYPOINT_NOT_FOUND',
        'two PYDOCK_ENTRYPOINT_AMBIGUOUS',
      ],
    });
  });
});
