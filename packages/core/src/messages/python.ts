import { posix } from 'node:path';
import { type Place, PydockError } from '../errors';

export const manifestMissing = (root: string, manifests: readonly string[]) =>
  new PydockError({
    code: 'PYDOCK_MANIFEST_MISSING',
    what: `${root} has no ${manifests.join(' or ')}`,
    why: 'the image installs what that file lists, and there is nothing to tell it what the project needs',
    todo: `write ${posix.join(root, manifests[0] ?? '')} (one package a line; it may be empty), or give the directory that has it`,
    place: { file: posix.join(root, manifests[0] ?? '') },
  });

export const requirementsMissing = (root: string, path: string) =>
  new PydockError({
    code: 'PYDOCK_MANIFEST_MISSING',
    what: `${posix.join(root, path)} is not there`,
    why: 'requirements.txt of the project includes it',
    todo: 'restore the file, or take the -r or -c line out',
    place: { file: posix.join(root, path) },
  });

export const requirementInvalid = (place: Place, content: string) =>
  new PydockError({
    code: 'PYDOCK_REQUIREMENTS_INVALID',
    what: `"${content}" is not a requirement that pydock can read`,
    why: 'a line is a package name with an optional version (flask==3.1.2), a URL (name @ https://…), an option (-r other.txt) or a comment; local paths are not supported yet',
    todo: 'mend the line, or name the package',
    place,
  });

export const pythonVersionInvalid = (version: string, place: Place | undefined) =>
  new PydockError({
    code: 'PYDOCK_PYTHON_VERSION_INVALID',
    what: `"${version}" is not a Python version that pydock can use`,
    why: 'the base image is python:<major>.<minor>-slim, so a version such as 3.13 or 3.13.2 is needed',
    todo: place ? 'mend the file, or give --pythonVersion 3.13' : 'give one such as --pythonVersion 3.13',
    place,
  });

export const frameworkUnsupported = (place: Place, framework: string) =>
  new PydockError({
    code: 'PYDOCK_FRAMEWORK_UNSUPPORTED',
    what: `pydock can't scaffold a ${framework} project yet`,
    why: 'this version knows Flask and plain scripts',
    todo: 'write a Dockerfile beside the manifest yourself: pydock builds and runs the project from any Dockerfile',
    place,
  });

export const entrypointNotFound = (root: string, framework: string, example: string) =>
  new PydockError({
    code: 'PYDOCK_ENTRYPOINT_NOT_FOUND',
    what: `no ${framework} entry point was found in ${root}`,
    why: `pydock parses the project's Python files for it, and none has ${example}`,
    todo: `name it: --entrypoint ${framework === 'script' ? 'main.py' : 'package.module:app'}`,
    place: { file: root },
  });

export const entrypointAmbiguous = (root: string, choices: readonly string[]) =>
  new PydockError({
    code: 'PYDOCK_ENTRYPOINT_AMBIGUOUS',
    what: `${root} has ${choices.length} entry points that are as likely as each other`,
    why: `any of ${choices.join(', ')} could be the app`,
    todo: `choose one: --entrypoint ${choices[0]}`,
    place: { file: root },
  });
