import { posix } from 'node:path';
import { frameworks } from '../python/frameworks/all';
import type { LocalDependency, PythonProject } from '../python/project';
import { builderStage } from './builder';
import { healthcheckCommand } from './healthcheck';
import { installations } from './install/table';
import { overSsh } from './install/steps';
import { envText, exec, paragraphs, runText } from './instruction-text';
import {
  appDirectory,
  buildPath,
  developmentPath,
  environmentDirectory,
  importedSources,
  importPath,
  uid,
} from './layout';
import { systemPackagesStep } from './system-packages';

/** The build argument that names the directories of the service's volumes. */
export const volumeDirsArg = 'VOLUME_DIRS';

/** The text of a project's Dockerfile; the build context is the workspace root. */
export function renderDockerfile(project: PythonProject): string {
  return `${paragraphs(header(project), builderStage(project), devStage(project), runtimeStage(project))}\n`;
}

function header(project: PythonProject): string {
  return lines(
    `# ${project.name}: ${title(project)}, packages by ${project.packageManager}. Scaffolded by pydock; yours to edit.`,
    '# Built from the workspace root; by hand:',
    `#   docker build -f ${posix.join(project.root, 'Dockerfile')} .`,
    '',
    ...heldBack(project),
    '# Another base image (a mirror, a digest): --build-arg PYTHON_IMAGE=...',
    `ARG PYTHON_IMAGE=python:${project.python.version}-slim`,
  );
}

// A newer Python would do, but for a package that has no wheel for it.
const heldBack = ({ python: { version, heldBackBy } }: PythonProject) =>
  heldBackBy === null
    ? []
    : [`# Python ${version}, since ${heldBackBy} has no wheel for a newer one that the project allows.`];

function title({ framework, python, entrypoint }: PythonProject): string {
  const named = frameworks.find(({ name }) => name === framework && name !== 'none')?.title;
  return `${named ?? (entrypoint.kind === 'command' ? 'a command' : 'a script')} on Python ${python.version}`;
}

function devStage(project: PythonProject): string {
  const development = installations[project.packageManager].development(project);
  return paragraphs(
    '# dev: for docker-watch, with the package manager and sources that are live; the image itself is built without it.\nFROM builder AS dev',
    systemPackagesStep(systemWhy, project.systemPackages.runtime),
    development && runText(overSsh(project, development)),
    runEnvironment(project, developmentPath(project)),
    userLines(`A user without rights, and what it owns, as in runtime.`),
    lines(
      '# The sources, where edits go.',
      ...project.localDependencies.map(copySource),
      copyProject(project),
    ),
    startLines(project),
  );
}

function runtimeStage(project: PythonProject): string {
  return paragraphs(
    lines(
      '# runtime: the same Python, the installed packages and the sources; no package manager, no compiler.',
      'FROM ${PYTHON_IMAGE} AS runtime',
      `LABEL org.opencontainers.image.title=${JSON.stringify(project.name)} \\`,
      `      org.opencontainers.image.description=${JSON.stringify(title(project))}`,
      runEnvironment(project, importPath(project)),
    ),
    systemPackagesStep(systemWhy, project.systemPackages.runtime),
    userLines(
      `A user without rights, by number. It owns ${appDirectory}, its home, and the directories that volumes are mounted on.`,
    ),
    lines(
      '# Packages before sources: an edit of the app leaves the layers above as they are.',
      `COPY --from=builder ${environmentDirectory} ${posix.basename(environmentDirectory)}`,
      ...importedSources(project).map(copySource),
      copyProject(project),
    ),
    startLines(project),
  );
}

const systemWhy = 'What the app needs of Debian at run time.';

const copySource = ({ directory }: LocalDependency) => `COPY ${directory} ${buildPath(directory)}`;

const copyProject = ({ root }: PythonProject) => `COPY ${root === '.' ? '.' : `${root}/`} .`;

const runEnvironment = ({ environment }: PythonProject, path: readonly string[]) =>
  envText({
    PATH: `${environmentDirectory}/bin:$PATH`,
    ...(path.length > 0 ? { PYTHONPATH: path.join(':') } : {}),
    PYTHONUNBUFFERED: '1',
    ...environment,
  });

const userLines = (why: string) =>
  lines(
    `# ${why}`,
    `ARG ${volumeDirsArg}=""`,
    `RUN useradd --uid ${uid} --no-create-home --home-dir ${appDirectory} --shell /usr/sbin/nologin app && \\`,
    `    install -d -o ${uid} -g ${uid} ${appDirectory} \${${volumeDirsArg}}`,
    `WORKDIR ${appDirectory}`,
  );

function startLines(project: PythonProject): string {
  const probe = healthcheckCommand(project);
  return lines(
    `USER ${uid}:${uid}`,
    ...(project.port === null ? [] : [`EXPOSE ${project.port}`]),
    ...(probe
      ? [
          'HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \\',
          `    CMD ${exec(probe)}`,
        ]
      : []),
    ...(ignoresTerm(project)
      ? [
          '# As the first process of a container Python ignores SIGTERM; SIGINT it takes.',
          'STOPSIGNAL SIGINT',
        ]
      : []),
    `CMD ${exec(project.command)}`,
  );
}

// Servers and workers take SIGTERM by themselves.
const ignoresTerm = ({ framework, command, server }: PythonProject) =>
  server === null && command[0] === 'python' && ['none', 'grpc', 'tornado', 'gradio'].includes(framework);

const lines = (...each: string[]) => each.join('\n');
