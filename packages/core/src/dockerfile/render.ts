import { posix } from 'node:path';
import type { PythonProject } from '../python/project';
import { healthcheckCommand } from './healthcheck';
import { installBlock } from './install';

/** The user that a container runs as: numeric, so that Kubernetes' runAsNonRoot can check it. */
export const uid = 10001;

/** The build argument that names the directories of the service's volumes. */
export const volumeDirsArg = 'VOLUME_DIRS';

/** The text of a project's Dockerfile; the build context is the workspace root. */
export function renderDockerfile(project: PythonProject): string {
  return `${[header(project), installBlock(project), runtimeBlock(project)].join('\n\n')}\n`;
}

function header(project: PythonProject): string {
  return lines(
    `# ${project.name}: ${title(project)}, packages by ${project.packageManager}. Scaffolded by pydock; yours to edit.`,
    '# Built from the workspace root; by hand:',
    `#   docker build -f ${posix.join(project.root, 'Dockerfile')} .`,
    '',
    '# Another base image (a mirror, a digest): --build-arg PYTHON_IMAGE=...',
    `ARG PYTHON_IMAGE=python:${project.pythonVersion}-slim`,
  );
}

const title = ({ framework, pythonVersion }: PythonProject) =>
  `${framework === 'flask' ? 'Flask' : 'a script'} on Python ${pythonVersion}`;

function runtimeBlock(project: PythonProject): string {
  return lines(
    '# runtime: the same Python, the installed packages and the sources; no pip cache, no compiler.',
    'FROM ${PYTHON_IMAGE} AS runtime',
    'ENV PATH=/app/.venv/bin:$PATH \\',
    ...(project.entrypoint.importRoot === 'src' ? ['    PYTHONPATH=/app/src \\'] : []),
    '    PYTHONUNBUFFERED=1',
    '',
    '# A user without rights, by number. It owns /app and the directories that volumes are mounted on.',
    `ARG ${volumeDirsArg}=""`,
    `RUN useradd --uid ${uid} --no-create-home --home-dir /app --shell /usr/sbin/nologin app && \\`,
    `    install -d -o ${uid} -g ${uid} /app \${${volumeDirsArg}}`,
    'WORKDIR /app',
    '',
    '# Packages before sources: an edit of the app leaves the layers above as they are.',
    'COPY --from=builder /app/.venv .venv',
    `COPY ${project.root === '.' ? '.' : `${project.root}/`} .`,
    '',
    `USER ${uid}:${uid}`,
    ...(project.port === null ? [] : servingLines(project, project.port)),
    `CMD ${exec(command(project))}`,
  );
}

function servingLines(project: PythonProject, port: number): string[] {
  return [
    `EXPOSE ${port}`,
    'HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \\',
    `    CMD ${exec(healthcheckCommand(port, project.healthPath))}`,
  ];
}

/** The exec-form command that starts the app. */
export function command({ entrypoint, server, port }: PythonProject): string[] {
  if (entrypoint.kind === 'script' || server === null) return ['python', entrypoint.target];
  const bind = ['--bind', `0.0.0.0:${port}`];
  // Threads, so that one slow request does not hold up the health check; the heartbeat file in memory.
  return ['gunicorn', ...bind, '--threads', '4', '--worker-tmp-dir', '/dev/shm', entrypoint.target];
}

/** A Dockerfile's exec form: JSON, with a space after each comma. */
export const exec = (words: readonly string[]) => `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;

const lines = (...each: string[]) => each.join('\n');
