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

export const requirementsMissing = (path: string, place: Place) =>
  new PydockError({
    code: 'PYDOCK_MANIFEST_MISSING',
    what: `${path} is not there`,
    why: 'this line includes it',
    todo: 'restore the file, or take the line out',
    place,
  });

const requirementForms =
  'a line is a package with an optional version (flask==3.1.2), a URL (name @ https://…), an option (-r other.txt) or a comment';

export const requirementInvalid = (place: Place, content: string, why = requirementForms) =>
  new PydockError({
    code: 'PYDOCK_REQUIREMENTS_INVALID',
    what: `"${content}" is not a requirement that pydock can read`,
    why,
    todo: 'mend the line',
    place,
  });

export const pythonVersionInvalid = (version: string, place: Place | undefined) =>
  new PydockError({
    code: 'PYDOCK_PYTHON_VERSION_INVALID',
    what: `"${version}" is not a Python version that pydock can use`,
    why: 'it goes into the name of the base image, python:3.<minor>-slim: one version of Python 3, such as 3.13 or 3.13.2',
    todo: place ? 'mend the file, or give --pythonVersion=3.13' : 'give one such as --pythonVersion=3.13',
    place,
  });

export const pythonUnsupported = (version: string, supported: string, place: Place | undefined) =>
  new PydockError({
    code: 'PYDOCK_PYTHON_VERSION_INVALID',
    what: `Python ${version} is not one that pydock can use`,
    why: `what the Dockerfile installs packages with is known to run on Python ${supported}`,
    todo: place ? 'mend the file, or give --pythonVersion=3.13' : 'give one such as --pythonVersion=3.13',
    place,
  });

export const appNotFound = (root: string, framework: string, example: string) =>
  new PydockError({
    code: 'PYDOCK_ENTRYPOINT_NOT_FOUND',
    what: `no ${framework} app was found in ${root}`,
    why: `none of its modules has, at the top level, ${example}, or a create_app() that needs no argument`,
    todo: 'name it: --entrypoint=package.module:app',
    place: { file: root },
  });

export const djangoNotFound = (root: string) =>
  new PydockError({
    code: 'PYDOCK_ENTRYPOINT_NOT_FOUND',
    what: `no Django application was found in ${root}`,
    why: 'it has no wsgi.py with get_wsgi_application(), and no asgi.py with get_asgi_application()',
    todo: 'write one beside the settings as django-admin startproject does, or name it: --entrypoint=package.wsgi:application',
    place: { file: root },
  });

export const scriptCallingNotFound = (root: string, framework: string, call: string) =>
  new PydockError({
    code: 'PYDOCK_ENTRYPOINT_NOT_FOUND',
    what: `no ${framework} script was found in ${root}`,
    why: `none of its files has ${call}`,
    todo: 'name it: --entrypoint=path/to/app.py',
    place: { file: root },
  });

export const staticFilesUnserved =
  'the settings collect static files (STATIC_ROOT), but whitenoise is not required and gunicorn serves none: add whitenoise, or serve them with another container';

export const addressLocal = (call: string) =>
  `${call} listens on this machine's own address: nothing outside the container will reach it; give it 0.0.0.0`;

export const celeryBeatToo = (command: string) =>
  `a schedule is set, which celery beat must send out: run one more container of this image with the command "${command}"`;

export const celeryWorkerToo = (command: string) =>
  `the project has a Celery app as well, whose tasks a worker must run: run one more container of this image with the command "${command}"`;

export const moduleMissing = (module: string, near: readonly string[]) =>
  `the project has no module ${module}: unless an installed package brings it, the app will not be found${near.length > 0 ? `; near it are ${near.join(', ')}` : ''}`;

export const objectMissing = (file: string, object: string, near: string | null) =>
  `${file} has no ${object}${near === null ? '' : `; did you mean ${near}?`}`;

export const sourcesUnread = (others: number) =>
  `there is too much to look into all of it, and this looks like an app${others > 0 ? `, as do ${others} more` : ''}: where it is the one to start, name it: --entrypoint=package.module:app`;

export const procfileLeftOut = (line: string, parts: readonly string[]) =>
  `"${line}" says more than the command that the image starts: ${parts.join('; ')}. Put into CMD of the Dockerfile what the app needs of it`;

export const procfileServerUnknown = (program: string, server: string) =>
  `it is started with ${program} here; the image starts it with ${server}`;

export const procfileLineTooLong = (process: string, longest: number) =>
  `this line is longer than ${longest} characters, and is not read: what "${process}:" starts is looked for in the sources instead; put it into a script, and name that here`;

export const webLineUnread = (text: string, worker: string, place: Place) =>
  new PydockError({
    code: 'PYDOCK_ENTRYPOINT_AMBIGUOUS',
    what: `"web: ${text}" starts nothing that pydock can find`,
    why: 'the project has a Celery worker as well, and only this line could tell which of the two is to run',
    todo: `let the line name the app, such as web: gunicorn package.module:app, or choose the worker: --entrypoint='${worker}'`,
    place,
  });

export const scriptNotFound = (root: string, usual: readonly string[]) =>
  new PydockError({
    code: 'PYDOCK_ENTRYPOINT_NOT_FOUND',
    what: `no script to start was found in ${root}`,
    why: `it has none of ${usual.join(', ')}, and no other Python file at its top`,
    todo: 'name it: --entrypoint=path/to/main.py',
    place: { file: root },
  });

export const entrypointMissing = (root: string, entrypoint: string) =>
  new PydockError({
    code: 'PYDOCK_ENTRYPOINT_NOT_FOUND',
    what: `${posix.join(root, entrypoint)} is not there`,
    why: 'the entry point of a plain script is a Python file, relative to the project',
    todo: 'give another one: --entrypoint=path/to/main.py',
    place: { file: root },
  });

export const entrypointAmbiguous = (root: string, choices: readonly string[]) =>
  new PydockError({
    code: 'PYDOCK_ENTRYPOINT_AMBIGUOUS',
    what: `${root} has ${choices.length} entry points that are as likely as each other`,
    why: `any of ${choices.join(', ')} could be the app`,
    todo: `choose one: --entrypoint=${choices[0]?.endsWith(')') ? `'${choices[0]}'` : choices[0]}`,
    place: { file: root },
  });

/**
 * A warning: a package that has no wheel for the Python of the project.
 * @param because what asks for that Python; null where nothing does
 * @param pythons those that it has wheels for, oldest first
 */
export function wheelMissing(
  stated: string,
  version: string,
  because: string | null,
  pythons: readonly string[],
): string {
  const newest = pythons.at(-1);
  const asked = because === null ? `Python ${version}` : `Python ${version}, which ${because} asks for`;
  const cure =
    newest === undefined
      ? 'a newer version of it has wheels'
      : `take a version of it that has one, or Python ${newest}, the newest that this one has a wheel for`;
  return `${stated} has no wheel for ${asked}: it is compiled, which takes a compiler and may fail; ${cure}`;
}
