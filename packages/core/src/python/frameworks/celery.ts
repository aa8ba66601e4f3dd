import {
  appNotFound,
  celeryBeatToo,
  celeryWorkerToo,
  entrypointAmbiguous,
  webLineUnread,
} from '../../messages/python';
import { known, problem, type Settled, valueOf } from '../fact';
import type { Entrypoint, Warning } from '../project';
import { findApps, likeliest } from '../sources/apps';
import { type Sources, sourcesOf } from '../sources/sources';
import { celeryOptions } from './celery-options';
import { asked, procfileEntrypoint } from './entrypoints';
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
  has: (project, target) =>
    findApps(sourcesOf(project), classes, usual).some((each) => each.target === target),
  application(project, wanted) {
    const sources = sourcesOf(project);
    const entrypoint =
      wanted === null ? alone(project, worker(project, sources)) : workerAsked(project, wanted);
    return {
      entrypoint,
      server: null,
      port: known(null, 'default'),
      healthPath: null,
      environment: {},
      warnings: beat(project, valueOf(entrypoint)?.target ?? ''),
    };
  },
  command: (entrypoint) => start(entrypoint),
};

/** What is to be said of a Celery app beside what is started. */
export function celeryBeside(project: ManifestProject): Warning[] {
  if (!project.manifest.requirements.some(({ name }) => name === 'celery')) return [];
  const found = worker(project, sourcesOf(project));
  if (!('known' in found)) return [];
  const { value, source } = found.known;
  return [{ message: celeryWorkerToo(value.target), source }, ...beat(project, value.target)];
}

// A Celery command with the options of a line that states it; the level of its log is told where the line does not.
function commandOf(app: string, subcommand: 'worker' | 'beat' = 'worker', line = ''): string {
  const options = celeryOptions(line, subcommand);
  const states = (name: RegExp) => options.some((option) => name.test(option));
  const schedules = subcommand === 'beat' || states(/^(-B|--beat)$/);
  return [
    `celery -A ${app} ${subcommand}`,
    ...(states(/^(-l|--loglevel)/) ? [] : ['--loglevel=INFO']),
    ...options,
    // The directory of the app is not its user's to write to.
    ...(schedules && !states(/^(-s|--schedule(-filename)?(=.*)?)$/) ? [schedule] : []),
  ].join(' ');
}

const schedule = '--schedule=/tmp/celerybeat-schedule';

// Which of the two is meant can't be told where a `web:` line starts something that is not found.
function alone(project: ManifestProject, found: Settled<Entrypoint>): Settled<Entrypoint> {
  const line = readProcfile(project, 'web');
  const entrypoint = valueOf(found);
  if (line === null || entrypoint === null || ['celery', 'flower'].includes(line.program)) return found;
  if (procfileEntrypoint(project, line, 'wsgi') !== null) return found;
  return problem('entrypoint', webLineUnread(line.text, entrypoint.target, line.place), [entrypoint.target]);
}

function worker(project: ManifestProject, sources: Sources): Settled<Entrypoint> {
  for (const process of ['worker', 'celery']) {
    const stated = appOfProcfile(project, process);
    if (stated) return stated;
  }
  const beatAlone = appOfProcfile(project, 'beat', 'beat');
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
  subcommand: 'worker' | 'beat' = 'worker',
): Settled<Entrypoint> | null {
  const line = readProcfile(project, process);
  const [, app] = /\bcelery\b.*?\s(?:-A|--app)[\s=]?([\w.:]+)/.exec(line?.text ?? '') ?? [];
  return line && app !== undefined
    ? known(
        {
          kind: 'command',
          target: commandOf(app, subcommand, line.text),
          importPath: [line.directory],
        },
        line.place,
      )
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
function beat(project: ManifestProject, command: string): Warning[] {
  const sources = sourcesOf(project);
  // What is assigned, an entry of a table, or a call; a text that only speaks of it has none of these.
  const pattern =
    /\b(beat_schedule|CELERY_?BEAT_SCHEDULE)\b["']?\s*(:[^=\n]*)?[=:]|\bbeat_schedule\.update\(|\badd_periodic_task\(/;
  const [file] = sources.mentioning(pattern);
  if (file === undefined || / (-B|--beat|beat)( |$)/.test(command)) return [];
  const line = sources
    .text(file)
    .split('\n')
    .findIndex((each) => pattern.test(each) && !/^\s*#/.test(each));
  if (line === -1) return [];
  const [, app = 'package.module:app'] = /\s(?:-A|--app)[\s=]?(\S+)/.exec(command) ?? [];
  const stated = appOfProcfile(project, '[\\w-]*beat', 'beat');
  const beatCommand = (stated && valueOf(stated)?.target) ?? commandOf(app, 'beat');
  return [{ message: celeryBeatToo(beatCommand), source: sources.place(file, line + 1) }];
}
