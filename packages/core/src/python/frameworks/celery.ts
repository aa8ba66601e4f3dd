import { appNotFound, celeryBeatToo, entrypointAmbiguous } from '../../messages/python';
import { known, problem, type Settled } from '../fact';
import type { Entrypoint, Warning } from '../project';
import { findApps, likeliest } from '../sources/apps';
import { type Sources, sourcesOf } from '../sources/sources';
import { asked } from './entrypoints';
import { readProcfile } from './procfile';
import { start } from './scripts';
import type { Framework, ManifestProject } from './table';
import { classesOf } from './web';

const classes = classesOf('celery', 'asgi', 'Celery');
const usual = {
  workers: true,
  paths: [],
  names: ['celery', 'celery_app', 'celeryapp', 'make_celery', 'worker', 'tasks', 'app', 'main'],
};

/** Celery: a worker; beat where a Procfile has that alone. Both need a container each, of the same image. */
export const celery: Framework = {
  name: 'celery',
  title: 'Celery',
  packages: ['celery'],
  ofClientsToo: true,
  application(project, wanted) {
    const sources = sourcesOf(project);
    const entrypoint = wanted === null ? worker(project, sources) : workerAsked(project, wanted);
    return {
      entrypoint,
      server: null,
      port: known(null, 'default'),
      healthPath: null,
      environment: {},
      warnings: beat(sources),
    };
  },
  command: (entrypoint) => start(entrypoint),
};

const commandOf = (app: string) => `celery -A ${app} worker --loglevel=INFO`;
const beatOf = (app: string) => `celery -A ${app} beat --loglevel=INFO --schedule=/tmp/celerybeat-schedule`;

function worker(project: ManifestProject, sources: Sources): Settled<Entrypoint> {
  for (const process of ['worker', 'celery']) {
    const stated = appOfProcfile(project, process);
    if (stated) return stated;
  }
  const beatAlone = appOfProcfile(project, 'beat', beatOf);
  if (beatAlone) return beatAlone;
  const apps = likeliest(findApps(sources, classes, usual).filter(({ target }) => !target.endsWith(')')));
  const [app, other] = apps;
  if (app === undefined)
    return problem('entrypoint', appNotFound(project.root, 'Celery', 'app = Celery("name")'));
  if (other !== undefined) {
    const choices = apps.map(({ target }) => target);
    return problem('entrypoint', entrypointAmbiguous(project.root, choices), choices);
  }
  return known(
    { kind: 'command', target: commandOf(app.target), importPath: app.importPath },
    sources.place(app.file, app.line),
  );
}

// `worker: celery -A proj worker`.
function appOfProcfile(
  project: ManifestProject,
  process: string,
  command = commandOf,
): Settled<Entrypoint> | null {
  const line = readProcfile(project, process);
  const text = line
    ? (project.tree.read(line.place.file) ?? '').split(/\r\n|\r|\n/)[(line.place.line ?? 1) - 1]
    : undefined;
  const [, app] = /\bcelery\b.*?\s(?:-A|--app)[\s=]?([\w.:]+)/.exec(text ?? '') ?? [];
  return line && app !== undefined
    ? known({ kind: 'command', target: command(app), importPath: [line.directory] }, line.place)
    : null;
}

function workerAsked(project: ManifestProject, wanted: string): Settled<Entrypoint> {
  // `celery -A proj beat`: a command as it is.
  if (/^celery\s+\S/.test(wanted))
    return known({ kind: 'command', target: wanted, importPath: ['.'] }, 'option');
  const settled = asked(project, wanted, 'asgi');
  if (!('known' in settled) || !['asgi', 'module'].includes(settled.known.value.kind)) return settled;
  const { target, importPath } = settled.known.value;
  return known({ kind: 'command', target: commandOf(target), importPath }, 'option');
}

// A schedule that nothing would send out.
function beat(sources: Sources): Warning[] {
  const pattern = /\bbeat_schedule\b|\bCELERY_?BEAT_SCHEDULE\b|\badd_periodic_task\(/;
  const [file] = sources.mentioning(pattern);
  if (file === undefined) return [];
  const line = sources
    .text(file)
    .split('\n')
    .findIndex((each) => pattern.test(each) && !/^\s*#/.test(each));
  return line === -1 ? [] : [{ message: celeryBeatToo, source: sources.place(file, line + 1) }];
}
