import { posix } from 'node:path';
import { djangoNotFound, entrypointAmbiguous, staticFilesUnserved } from '../../messages/python';
import { known, problem, type Settled, valueOf } from '../fact';
import type { Entrypoint, Warning } from '../project';
import type { Protocol } from '../sources/instances';
import { dotted, findModule, moduleNameOf } from '../sources/layout';
import { type Sources, sourcesOf } from '../sources/sources';
import { type CallExpression, type Expression, scopesIn } from '../sources/syntax';
import { djangoHealthPath } from './django-health';
import { asked, procfileEntrypoint } from './entrypoints';
import { readProcfile } from './procfile';
import { start } from './scripts';
import { serve } from './servers';
import type { Framework, ManifestProject } from './table';
import { defaultPort, served } from './web';

/** Django: the application of the project's wsgi.py, or of its asgi.py where it requires a server for that. */
export const django: Framework = {
  name: 'django',
  title: 'Django',
  packages: ['django', 'wagtail', 'djangorestframework', 'django-ninja'],
  has(project, target) {
    const { file } = findModule(sourcesOf(project), target.split(':')[0] ?? '');
    return file !== null && applicationsOf(sourcesOf(project), file).length > 0;
  },
  application(project, wanted) {
    const sources = sourcesOf(project);
    const line = readProcfile(project, 'web');
    const protocol = speaks(project);
    const entrypoint =
      wanted === null
        ? (procfileEntrypoint(project, line, protocol) ?? findEntrypoint(project, sources, protocol))
        : asked(project, wanted, wantedProtocol(wanted, protocol));
    const settings = settingsOf(sources, valueOf(entrypoint));
    const environment =
      settings.module !== null && !settings.byApplication ? { DJANGO_SETTINGS_MODULE: settings.module } : {};
    const warnings = settings.file === null ? [] : staticWarnings(project, sources, settings.file);
    return served(project, entrypoint, line, djangoHealthPath(sources, settings.file), {
      environment,
      warnings,
    });
  },
  command(entrypoint, server, port) {
    const { kind } = entrypoint;
    return server && (kind === 'asgi' || kind === 'wsgi')
      ? serve(entrypoint, server, port ?? defaultPort, kind)
      : start(entrypoint);
  },
};

const wantedProtocol = (wanted: string, otherwise: Protocol): Protocol =>
  /\basgi\b/.test(wanted) ? 'asgi' : /\bwsgi\b/.test(wanted) ? 'wsgi' : otherwise;

// What is required tells: channels and the servers of ASGI, unless it is gunicorn alone.
const speaks = ({ manifest }: ManifestProject): Protocol =>
  manifest.requirements.some(({ name }) =>
    ['channels', 'daphne', 'uvicorn', 'hypercorn', 'uvicorn-worker'].includes(name),
  )
    ? 'asgi'
    : 'wsgi';

interface DjangoModule {
  readonly file: string;
  readonly protocol: Protocol;
  readonly name: string;
  readonly line: number;
}

const makes = {
  get_wsgi_application: 'wsgi',
  get_asgi_application: 'asgi',
  ProtocolTypeRouter: 'asgi',
  get_default_application: 'asgi',
} as const;

function findEntrypoint(project: ManifestProject, sources: Sources, protocol: Protocol): Settled<Entrypoint> {
  const modules = sources
    .mentioning(/get_[aw]sgi_application|ProtocolTypeRouter/)
    .flatMap((file) => applicationsOf(sources, file));
  const spoken = modules.filter((each) => each.protocol === protocol);
  const candidates = spoken.length > 0 ? spoken : modules;
  const settings = manageSettings(sources)?.split('.')[0];
  const near = candidates.filter(({ file }) => moduleNameOf(sources, file).module.split('.')[0] === settings);
  const likely = shallowest(near.length > 0 ? near : candidates);
  const [application, other] = likely;
  if (application === undefined) return problem('entrypoint', djangoNotFound(project.root));
  const targets = likely.map(({ file, name }) => `${moduleNameOf(sources, file).module}:${name}`);
  if (other !== undefined) return problem('entrypoint', entrypointAmbiguous(project.root, targets), targets);
  const { file, line } = application;
  const importPath = withManage(sources, file, moduleNameOf(sources, file).importPath);
  const target = targetOf(sources, application, importPath);
  return known({ kind: application.protocol, target, importPath }, sources.place(file, line));
}

const shallowest = (modules: readonly DjangoModule[]) => {
  const usual = modules.filter(({ file }) => /(^|\/)[aw]sgi\.py$/.test(file));
  const likely = usual.length > 0 ? usual : modules;
  const depth = Math.min(...likely.map(({ file }) => file.split('/').length));
  return likely.filter(({ file }) => file.split('/').length === depth);
};

function applicationsOf(sources: Sources, file: string): DjangoModule[] {
  const { assignments, imports } = sources.module(file);
  const made = (value: Expression) =>
    value.kind === 'call' ? (imports.get(value.callee)?.name ?? value.callee.split('.').at(-1) ?? '') : '';
  const found = assignments.flatMap(({ name, value, line }) => {
    const last = made(value);
    const protocol = last in makes ? makes[last as keyof typeof makes] : wrapped(value, made);
    return protocol ? [{ file, protocol, name, line }] : [];
  });
  // `application` where it is there, and what it was made of before that left out.
  const named =
    found.find(({ name }) => name === 'application') ??
    found.find(({ name }) => name === 'app') ??
    found.at(-1);
  return named ? [named] : [];
}

const wrapped = (value: Expression, made: (value: Expression) => string): Protocol | null => {
  const given = value.kind === 'call' ? value.positional.map(made).find((each) => each in makes) : undefined;
  return given === undefined ? null : makes[given as keyof typeof makes];
};

// manage.py puts its own directory on the import path: the project's modules are named from there.
function withManage(sources: Sources, file: string, importPath: readonly string[]): readonly string[] {
  const directories = manageFiles(sources).map((each) => posix.dirname(each));
  const base = directories.find((directory) => directory === '.' || file.startsWith(`${directory}/`));
  return base === undefined
    ? importPath
    : [base, ...importPath.filter((each) => each !== base && each !== '.')];
}

const targetOf = (sources: Sources, { file, name }: DjangoModule, importPath: readonly string[]) => {
  const [base = '.'] = importPath;
  const module = dotted(posix.relative(base, file));
  return module.startsWith('..') ? `${moduleNameOf(sources, file).module}:${name}` : `${module}:${name}`;
};

const manageFiles = (sources: Sources) =>
  sources.files.filter((file) => posix.basename(file) === 'manage.py');

/** What manage.py sets DJANGO_SETTINGS_MODULE to. */
function manageSettings(sources: Sources): string | null {
  for (const file of manageFiles(sources)) {
    const stated = settingsIn(sources, file);
    if (stated !== null) return stated;
  }
  return null;
}

// `os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")`.
function settingsIn(sources: Sources, file: string): string | null {
  const isIt = ({ callee, positional: [name] }: CallExpression) =>
    callee.endsWith('environ.setdefault') && name?.kind === 'text' && name.value === 'DJANGO_SETTINGS_MODULE';
  for (const scope of scopesIn(sources.module(file))) {
    const value = scope.calls.find(isIt)?.positional[1];
    if (value?.kind === 'text') return value.value;
  }
  return (
    /environ\[["']DJANGO_SETTINGS_MODULE["']\]\s*=\s*["']([\w.]+)["']/.exec(sources.text(file))?.[1] ?? null
  );
}

/** The settings that the application starts with, and whether it says so by itself. */
function settingsOf(sources: Sources, entrypoint: Entrypoint | null) {
  const module = entrypoint?.target.split(':')[0] ?? '';
  const application = module === '' ? null : findModule(sources, module).file;
  const own = application === null ? null : settingsIn(sources, application);
  const stated = own ?? manageSettings(sources);
  const file = stated === null ? null : findModule(sources, stated).file;
  return {
    module: stated,
    byApplication:
      own !== null || application === null || /DJANGO_SETTINGS_MODULE/.test(sources.text(application)),
    file,
  };
}

// Collecting is a step of the build or of the deployment; serving what was collected is whitenoise's work here.
function staticWarnings({ manifest }: ManifestProject, sources: Sources, file: string): Warning[] {
  const serves = [...manifest.requirements, ...manifest.locked].some(({ name }) =>
    ['whitenoise', 'django-storages', 'dj-static'].includes(name),
  );
  const directory = posix.dirname(file);
  const settings = sources.files.filter(
    (each) =>
      (posix.dirname(each) === directory && each.includes('settings')) ||
      each === file ||
      (posix.dirname(each) === directory && /^(base|common|production|prod)\.py$/.test(posix.basename(each))),
  );
  for (const each of serves ? [] : settings) {
    const stated = sources.module(each).assignments.find(({ name }) => name === 'STATIC_ROOT');
    if (stated) return [{ message: staticFilesUnserved, source: sources.place(each, stated.line) }];
  }
  return [];
}
