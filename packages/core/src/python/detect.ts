import { commandLine, type PydockError } from '../errors';
import { optionInvalid } from '../messages/options';
import { known, type Problem, problem, type Settled, type Source, valueOf } from './fact';
import { chooseFramework } from './frameworks/all';
import { celery, celeryBeside } from './frameworks/celery';
import { namedEntrypointWarnings } from './frameworks/named-entrypoint';
import { procfileWarnings } from './frameworks/procfile';
import { webLineWarnings } from './frameworks/web-line';
import { sourcesOf } from './sources/sources';
import { unreadWarnings } from './sources/unread';
import type { Application, Framework, ManifestProject } from './frameworks/table';
import { withLocal } from './local-requirements';
import { readProject } from './optional/reading';
import { choosePackageManager, packageManagerNamed } from './package-managers/choose';
import {
  type Manifest,
  type PackageManagerName,
  packageManagerNames,
  type ProjectSource,
} from './package-managers/table';
import type { Detection, PythonProject, Warning } from './project';
import { settlePythonVersion } from './python-version';
import { wheelWarnings } from './wheel-warnings';
import { compiledOn, unlistedOf } from './without-wheel';
import { systemPackages } from './system-packages';
import { undecided } from './undecided';
import { ofWorkspaceRoot } from './workspace-root';

/** What a user may settle; whatever is left out is detected. */
export interface DetectOptions {
  readonly name: string;
  readonly packageManager?: string | undefined;
  readonly pythonVersion?: string | undefined;
  readonly entrypoint?: string | undefined;
  readonly port?: number | undefined;
  readonly healthPath?: string | undefined;
  /** The extras and groups to install besides what is installed anyway; an empty list is none. */
  readonly extras?: readonly string[] | undefined;
  readonly groups?: readonly string[] | undefined;
}

/**
 * Detects a Python project from its files; nothing is imported or run. What can't be settled is among the problems,
 * beside all that can.
 * @throws PydockError where nothing can be told: no manifest, or one that can't be read
 */
export function detectPythonProject(source: ProjectSource, options: DetectOptions): Detection {
  const packageManager = choosePackageManager(source, wantedManager(options.packageManager));
  const by = (name: PackageManagerName) => detectionBy(name, packageManager, source, options);
  return 'known' in packageManager ? by(packageManager.known.value) : undecided(packageManager.problem, by);
}

function detectionBy(
  manager: PackageManagerName,
  packageManager: Settled<PackageManagerName>,
  { root, tree }: ProjectSource,
  options: DetectOptions,
): Detection {
  const named = options.entrypoint ?? null;
  const reading = readProject(packageManagerNamed(manager), { root, tree }, options, named);
  const { manifest, local, locals } = reading;
  const project: ManifestProject = { root, tree, manifest };
  const framework = chooseFramework(project, named);
  const chosen = valueOf(framework);
  const application = chosen?.application(project, named) ?? null;
  const unlisted = unlistedOf(manifest, local.requirements);
  const stated = { ...manifest, alsoRequiresPython: local.requiresPython, unlisted };
  const python = settlePythonVersion({ root, tree }, stated, options.pythonVersion ?? null);
  const version = valueOf(python)?.version ?? null;
  const port = settledPort(application, options.port);
  const entrypoint = application?.entrypoint ?? unsettled(framework);
  const settled = {
    packageManager,
    python,
    framework: mapped(framework, ({ name }) => name),
    entrypoint: chosen?.name === 'none' ? ofWorkspaceRoot({ root, tree }, entrypoint) : entrypoint,
    port,
  };
  return {
    ...settled,
    name: options.name,
    root,
    manifest: manifest.manifest,
    lockfile: manifest.lockfile,
    installFiles: manifest.installFiles,
    developmentFiles: manifest.developmentFiles ?? [],
    workspace: manifest.workspace,
    isPackage: manifest.isPackage,
    hashed: manifest.hashed,
    server: known(application?.server ?? null, serverSource(application, manifest)),
    command: commandOf(chosen, application, port),
    environment: application?.environment ?? {},
    healthPath: healthPathOf(options.healthPath) ?? application?.healthPath ?? null,
    systemPackages: systemPackages(withLocal(manifest, local), version, compiledOn(unlisted, version)),
    optional: manifest.optional ?? [],
    localDependencies: locals.localDependencies,
    warnings: [
      ...(manifest.warnings ?? []),
      ...wheelWarnings(unlisted, python),
      ...locals.warnings,
      ...reading.warnings,
      ...procfileWarnings(project),
      ...namedEntrypointWarnings(project, named, entrypoint),
      ...applicationWarnings(project, chosen, application, named),
    ],
    problems: [
      ...Object.values(settled).flatMap((each): Problem[] => ('problem' in each ? [each.problem] : [])),
      ...(reading.problem ? [reading.problem] : []),
    ],
  };
}

/**
 * A project with every fact settled.
 * @throws PydockError the first problem of the detection
 */
export function settledProject(detection: Detection): PythonProject {
  const unstated = detection.problems.find(({ fact }) => fact === 'extras' || fact === 'groups');
  const value = <Value>(settled: Settled<Value>): Value => {
    if ('problem' in settled) throw settled.problem.error;
    return settled.known.value;
  };
  if (unstated) throw unstated.error;
  return {
    ...detection,
    packageManager: value(detection.packageManager),
    python: value(detection.python),
    framework: value(detection.framework),
    entrypoint: value(detection.entrypoint),
    port: value(detection.port),
    server: value(detection.server),
    command: detection.command ?? [],
  };
}

// Of how the app is started, once that is known.
const applicationWarnings = (
  project: ManifestProject,
  framework: Framework | null,
  application: Application | null,
  named: string | null,
): Warning[] => [
  ...(application?.warnings ?? []),
  ...(application?.server ? webLineWarnings(project, application.server.name) : []),
  ...(framework && framework !== celery ? celeryBeside(project) : []),
  ...(named === null ? unreadWarnings(sourcesOf(project)) : []),
];

function wantedManager(wanted: string | undefined): PackageManagerName | null {
  if (wanted === undefined) return null;
  const name = packageManagerNames.find((each) => each === wanted);
  if (name) return name;
  throw optionInvalid(wanted, `one of ${packageManagerNames.join(', ')}`, commandLine('packageManager'));
}

const mapped = <From, To>(settled: Settled<From>, map: (value: From) => To): Settled<To> =>
  'known' in settled ? known(map(settled.known.value), settled.known.source) : settled;

const unsettled = (framework: Settled<Framework>): { problem: Problem } => {
  if ('problem' in framework) return problem('entrypoint', framework.problem.error as PydockError);
  throw new Error('unreachable: a framework that is known tells of its application');
};

function settledPort(application: Application | null, wanted: number | undefined): Settled<number | null> {
  if (wanted === undefined) return application?.port ?? known(null, 'default');
  if (Number.isInteger(wanted) && wanted >= 1 && wanted <= 65535) return known(wanted, 'option');
  throw optionInvalid(wanted, 'a port: 1 to 65535', commandLine('port'));
}

function serverSource(application: Application | null, { manifest, requirements, locked }: Manifest): Source {
  const server = application?.server;
  if (!server || server.install !== null) return 'default';
  const stated = [...requirements, ...locked].find(({ name }) => name === server.name);
  return stated?.source ?? { file: manifest, line: 1 };
}

function commandOf(
  framework: Framework | null,
  application: Application | null,
  port: Settled<number | null>,
) {
  const entrypoint = application && valueOf(application.entrypoint);
  if (!framework || !application || !entrypoint) return null;
  return framework.command(entrypoint, application.server, valueOf(port));
}

// It goes into a line of Python within a line of JSON: no quotes, spaces or backslashes.
function healthPathOf(path: string | undefined): string | null {
  if (path === undefined) return null;
  if (/^[^\s"'\\]+$/.test(path)) return path.startsWith('/') ? path : `/${path}`;
  throw optionInvalid(path, 'the path of a URL, such as /health', commandLine('healthPath'));
}
