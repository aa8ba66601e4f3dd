import { posix } from 'node:path';
import type { Place } from '../errors';
import { optionInvalid } from '../messages/options';
import { manifestMissing, pythonVersionInvalid } from '../messages/python';
import { frameworks } from './frameworks/table';
import { packageManagers } from './package-managers/table';
import type { ProjectFiles, PythonProject } from './project';

/** What a user may settle; whatever is left out is detected. */
export interface DetectOptions {
  readonly name: string;
  readonly pythonVersion?: string | undefined;
  readonly entrypoint?: string | undefined;
  readonly port?: number | undefined;
  readonly healthPath?: string | undefined;
}

export const defaultPythonVersion = '3.13';
export const defaultPort = 8000;

/**
 * Detects a Python project from its files; nothing is imported or run.
 * @throws PydockError with the file and line that could not be understood
 */
export function detectPythonProject(files: ProjectFiles, options: DetectOptions): PythonProject {
  const { packageManager, manifest } = readManifest(files);
  const claim = claimFramework(files, manifest.requirements);
  const application = claim.framework.application(files, manifest.requirements, options.entrypoint ?? null);
  const version = pythonVersion(files, options.pythonVersion);
  return {
    name: options.name,
    root: files.root,
    packageManager: packageManager.name,
    manifests: manifest.manifests,
    hashed: manifest.hashed,
    pythonVersion: version.value,
    framework: claim.framework.name,
    entrypoint: application.entrypoint,
    server: application.server,
    port: application.serves ? portOf(files, options.port) : null,
    healthPath: healthPathOf(files, options.healthPath),
    sources: {
      packageManager: manifest.source,
      pythonVersion: version.source,
      framework: claim.source,
      entrypoint: options.entrypoint === undefined ? application.source : 'option',
      port: options.port === undefined ? 'default' : 'option',
      server: application.server?.install === null ? manifest.source : 'default',
    },
  };
}

function portOf({ root }: ProjectFiles, port = defaultPort): number {
  if (Number.isInteger(port) && port >= 1 && port <= 65535) return port;
  throw optionInvalid(port, 'a port: 1 to 65535', { file: root, option: '--port' });
}

// It goes into a line of Python within a line of JSON: no quotes, spaces or backslashes.
function healthPathOf({ root }: ProjectFiles, path: string | undefined): string | null {
  if (path === undefined) return null;
  if (/^[^\s"'\\]+$/.test(path)) return path.startsWith('/') ? path : `/${path}`;
  throw optionInvalid(path, 'the path of a URL, such as /health', { file: root, option: '--healthPath' });
}

function readManifest(files: ProjectFiles) {
  for (const packageManager of packageManagers) {
    const manifest = packageManager.read(files);
    if (manifest) return { packageManager, manifest };
  }
  throw manifestMissing(
    files.root,
    packageManagers.map(({ manifest }) => manifest),
  );
}

function claimFramework(files: ProjectFiles, requirements: Parameters<(typeof frameworks)[0]['claims']>[1]) {
  for (const framework of frameworks) {
    const source = framework.claims(files, requirements);
    if (source) return { framework, source };
  }
  throw new Error('unreachable: the last framework of the table claims every project');
}

// Option, then the first line of .python-version that is no comment, then the default. Only major.minor counts: it names the base image.
function pythonVersion(files: ProjectFiles, option: string | undefined) {
  if (option !== undefined) return { value: minor(option, undefined), source: 'option' as const };
  const lines = (files.texts.get('.python-version') ?? '').split('\n').map((line) => line.trim());
  const at = lines.findIndex((line) => line !== '' && !line.startsWith('#'));
  if (at === -1) return { value: defaultPythonVersion, source: 'default' as const };
  const source = { file: posix.join(files.root, '.python-version'), line: at + 1 };
  return { value: minor(lines[at] ?? '', source), source };
}

function minor(version: string, place: Place | undefined): string {
  const match = /^(?:python-?|cpython-?)?(3\.\d{1,2})(?:\.\d+)?(?:[abrc]+\d+)?$/i.exec(version.trim());
  if (!match?.[1]) throw pythonVersionInvalid(version, place);
  return match[1];
}
