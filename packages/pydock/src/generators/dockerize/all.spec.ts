import type { Tree } from '@nx/devkit';
import { describe, expect, it } from 'vitest';
import { emptyWorkspace, failureOf, outputOf, written } from '../../specs/workspace';
import { dockerizeGenerator } from './generator';

const flask = (name: string) => ({
  [`${name}/requirements.txt`]: 'flask>=3\ngunicorn==27.0.1\n',
  [`${name}/app.py`]: 'from flask import Flask\napp = Flask(__name__)\n',
});
const library = {
  'libs/models/pyproject.toml':
    '[project]\nname = "models"\n[build-system]\nbuild-backend = "hatchling.build"\n',
};
const twoApps = {
  'apps/two/requirements.txt': 'flask\n',
  'apps/two/a/app.py': 'from flask import Flask\napp = Flask("a")\n',
  'apps/two/b/app.py': 'from flask import Flask\napp = Flask("b")\n',
};
const all = { all: true };

describe('dockerize --all', () => {
  it('makes every app a service, and names the libraries', async () => {
    const tree = emptyWorkspace({
      ...flask('apps/api'),
      ...library,
      'apps/job/requirements.txt': 'celery>=5\n',
      'apps/job/tasks.py': 'from celery import Celery\napp = Celery("t")\napp.conf.beat_schedule = {}\n',
      'apps/done/Dockerfile': 'FROM scratch\n',
      ...flask('apps/done'),
      'node_modules/gyp/setup.py': '',
    });
    const done = await dockerizeGenerator(tree, all);
    const changed = Object.keys(written(tree)).filter((path) => /Dockerfile$/.test(path));
    expect(changed).toEqual(['apps/api/Dockerfile', 'apps/done/Dockerfile', 'apps/job/Dockerfile']);
    expect(tree.read('apps/done/Dockerfile', 'utf8')).toBe('FROM scratch\n');
    expect(await outputOf(done)).toBe(
      [
        '',
        'Dockerized:',
        '  apps/api  flask by pip        http://localhost:8000',
        '  apps/job  celery by pip',
        '',
        'Libraries, in which nothing starts:',
        '  libs/models',
        '',
        'Heed:',
        '  apps/job/tasks.py:3: a schedule is set, which celery beat must send out: run one more container of this image with the command "celery -A tasks:app beat --loglevel=INFO --schedule=/tmp/celerybeat-schedule"',
        '',
        'Start them:  nx run-many -t docker-up',
        '',
      ].join('\n'),
    );
  });

  it('gives each a port of its own, and changes nothing the second time', async () => {
    const tree = emptyWorkspace({ ...flask('apps/api'), ...flask('apps/web') });
    await dockerizeGenerator(tree, all);
    const ports = ['api', 'web'].map(
      (name) => /"\d+:\d+"/.exec(tree.read(`apps/${name}/project.json`, 'utf8') ?? '')?.[0],
    );
    expect(ports).toEqual(['"8000:8000"', '"8001:8000"']);
    const first = written(tree);
    const done = await dockerizeGenerator(tree, all);
    expect(written(tree)).toEqual(first);
    expect(await outputOf(done)).toBe('\nThere is no app without a Dockerfile.\n');
  });

  it('writes the others, and fails with what is to be settled', async () => {
    const files = {
      ...flask('apps/api'),
      'other/api/package.json': '{"name":"API"}',
      ...flask('other/api'),
      'apps/api/project.json': '{"name":"api"}',
      ...twoApps,
      'apps/broken/pyproject.toml': '[project\n',
    };
    const tree = emptyWorkspace(files);
    const done = await dockerizeGenerator(tree, all);
    expect(tree.exists('apps/api/Dockerfile')).toBe(true);
    expect(tree.exists('other/api/Dockerfile')).toBe(false);
    const failure = await failureOf(() => outputOf(done));
    expect(failure).toMatchObject({
      code: 'PYDOCK_PROJECTS_UNSETTLED',
      what: '3 projects got no Dockerfile',
    });
    expect(failure.quote?.filter((line) => !line.startsWith(' '))).toEqual([
      'apps/broken  PYDOCK_FILE_UNREADABLE',
      'apps/two  PYDOCK_ENTRYPOINT_AMBIGUOUS',
      'other/api  PYDOCK_NAME_CONFLICT',
    ]);
  });

  it('names those by their path whose directories are called the same, in whichever order they are made', async () => {
    const files = { ...flask('services/api'), ...flask('legacy/api') };
    const nameOf = (tree: Tree, root: string) =>
      (JSON.parse(tree.read(`${root}/project.json`, 'utf8') ?? '{}') as { name?: string }).name;
    const together = emptyWorkspace(files);
    await outputOf(await dockerizeGenerator(together, all));
    for (const order of [[], ['services/api', 'legacy/api'], ['legacy/api', 'services/api']]) {
      const tree = order.length === 0 ? together : emptyWorkspace(files);
      for (const directory of order) await dockerizeGenerator(tree, { directory });
      expect([nameOf(tree, 'services/api'), nameOf(tree, 'legacy/api')]).toEqual([
        'services-api',
        'legacy-api',
      ]);
    }
  });

  it('leaves a project its name, whoever comes beside it', async () => {
    const tree = emptyWorkspace({
      ...flask('services/api'),
      'services/api/project.json': '{"name":"api"}',
      ...flask('legacy/api'),
    });
    await outputOf(await dockerizeGenerator(tree, all));
    expect(tree.read('services/api/project.json', 'utf8')).toContain('"name": "api"');
    expect(tree.read('legacy/api/project.json', 'utf8')).toContain('"name": "legacy-api"');
  });

  it('says nothing of what is unsettled where there is a Dockerfile', async () => {
    const tree = emptyWorkspace({ ...twoApps, 'apps/two/Dockerfile': 'FROM scratch\n' });
    expect(await outputOf(await dockerizeGenerator(tree, all))).toContain('no app without');
  });

  it('looks below a directory alone, if one is given', async () => {
    const tree = emptyWorkspace({ ...flask('apps/api'), ...flask('other/web') });
    await dockerizeGenerator(tree, { ...all, directory: 'other' });
    expect([tree.exists('apps/api/Dockerfile'), tree.exists('other/web/Dockerfile')]).toEqual([false, true]);
  });

  it('refuses what is said of one project', async () => {
    const options = [
      ...[{ name: 'x' }, { entrypoint: 'a:app' }, { port: 1 }, { healthPath: '/' }],
      ...[{ extras: ['web'] }, { groups: ['prod'] }],
    ];
    for (const option of options) {
      const failure = await failureOf(() => dockerizeGenerator(emptyWorkspace(), { ...all, ...option }));
      expect(failure).toMatchObject({
        code: 'PYDOCK_OPTION_INVALID',
        place: { option: `--${Object.keys(option)[0]}` },
      });
    }
  });

  it('or a directory is wanted', async () => {
    expect((await failureOf(() => dockerizeGenerator(emptyWorkspace(), {}))).place?.option).toBe(
      '--directory',
    );
  });
});
