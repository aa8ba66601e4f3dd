import { type Place, formatPlace, PydockError } from '../errors';

export const manifestValueInvalid = (place: Place, key: string, expected: string) =>
  new PydockError({
    code: 'PYDOCK_REQUIREMENTS_INVALID',
    what: `${key} is not ${expected}`,
    why: 'the package manager reads it as one, and so does pydock',
    todo: 'mend the line',
    place,
  });

export const packageManagerAmbiguous = (
  root: string,
  choices: readonly { readonly name: string; readonly source: Place }[],
) =>
  new PydockError({
    code: 'PYDOCK_PACKAGE_MANAGER_AMBIGUOUS',
    what: `${root} could be installed by ${choices.map(({ name }) => name).join(' or ')}`,
    why: choices.map(({ name, source }) => `${formatPlace(source)} is of ${name}`).join(', '),
    todo: `delete what is no longer used, or choose one: --packageManager=${choices[0]?.name}`,
    place: choices[0]?.source,
  });

export const workspaceRootAlone = (
  root: string,
  isProject: boolean,
  members: readonly string[],
  place: Place,
) => {
  const [first] = members;
  const more = members.length > 12 ? ` and ${members.length - 12} more` : '';
  const listed = `${members.slice(0, 12).join(', ')}${more}`;
  return new PydockError({
    code: 'PYDOCK_ENTRYPOINT_NOT_FOUND',
    what: `${root} is the root of a uv workspace, and ${isProject ? 'starts nothing by itself' : 'no project of its own'}`,
    why: first === undefined ? 'it has no members yet' : `what starts are its members: ${listed}`,
    todo:
      first === undefined
        ? 'add a member that starts, or name what starts here: --entrypoint=path/to/main.py'
        : `give the directory of a member, such as ${first}`,
    place,
  });
};

export const requirementsOutsideWorkspace = (path: string, place: Place) =>
  new PydockError({
    code: 'PYDOCK_REQUIREMENTS_INVALID',
    what: `${path} lies outside the workspace`,
    why: 'an image is built from files of the workspace and nothing else',
    todo: 'move the file into the workspace, or take the line out',
    place,
  });

export const pythonUnsatisfiable = (specifier: string, supported: string, place: Place) =>
  new PydockError({
    code: 'PYDOCK_PYTHON_VERSION_INVALID',
    what: `no Python that pydock can use is "${specifier}"`,
    why: `it is no PEP 440 version specifier, or none of Python ${supported} satisfies it`,
    todo: 'mend the line, such as requires-python = ">=3.11", or give --pythonVersion=3.13',
    place,
  });

export const pythonContradicts = (version: string, place: Place, specifier: string, requires: Place) =>
  new PydockError({
    code: 'PYDOCK_PYTHON_VERSION_INVALID',
    what: `Python ${version} is asked for where "${specifier}" is required`,
    why: `${formatPlace(place)} and ${formatPlace(requires)} say different things`,
    todo: 'mend one of them, or give --pythonVersion=3.13',
    place,
  });

/** A warning: a local path that an image can't hold. */
export const localPathOutside = (path: string) =>
  `${path} lies outside the workspace: an image can't hold it, and the install will miss it`;

/** A warning: a local path with nothing there. */
export const localPathMissing = (path: string) => `${path} is not there: the install will miss it`;

/** A warning: dependencies that only running the manifest would tell. */
export const requirementsComputed = (key: string) =>
  `${key} is computed when the manifest runs: pydock can't know what it holds, nor the framework by it`;
