import { commandLine, type Place, PydockError } from '../errors';

export const directoryOutsideWorkspace = (directory: string) =>
  new PydockError({
    code: 'PYDOCK_DIRECTORY_OUTSIDE_WORKSPACE',
    what: `${directory} is outside the workspace`,
    why: 'a project lies below the directory that has nx.json, and nothing else is written to',
    todo: 'give a directory relative to the workspace root, such as apps/api',
  });

export const directoryMissing = (directory: string) =>
  new PydockError({
    code: 'PYDOCK_DIRECTORY_MISSING',
    what: `there is no directory ${directory}`,
    why: 'a project is a directory that exists, with its manifest in it; a file is none',
    todo: `check the path, or start a new project: nx g pydock:service ${directory}`,
    place: { file: directory },
  });

export const directoryNotGiven = () =>
  new PydockError({
    code: 'PYDOCK_OPTION_INVALID',
    what: 'no directory is given',
    why: 'dockerize takes one project, or all that have no Dockerfile',
    todo: 'give its directory: nx g pydock:dockerize path/to/project; or --all',
    place: commandLine('directory'),
  });

export const forOneProject = (option: string) =>
  new PydockError({
    code: 'PYDOCK_OPTION_INVALID',
    what: `--${option} does not go with --all`,
    why: 'it says something of one project',
    todo: 'leave one of the two out',
    place: commandLine(option),
  });

export const projectsUnsettled = (
  projects: readonly { readonly root: string; readonly error: PydockError }[],
) => {
  const [first] = projects;
  const one = projects.length === 1;
  return new PydockError({
    code: 'PYDOCK_PROJECTS_UNSETTLED',
    what: `${projects.length} ${one ? 'project' : 'projects'} got no Dockerfile`,
    why: `something of ${one ? 'it' : 'each'} must be settled by hand first; all others are done`,
    todo: `settle them one by one, with what each asks for: nx g pydock:dockerize ${first?.root ?? ''} …`,
    quote: projects.flatMap(({ root, error: { code, failure } }) => [
      `${root}  ${code}`,
      `  ${failure.what}: ${failure.why}`,
      `  ${failure.todo}`,
    ]),
  });
};

export const fileExists = (file: string, difference: readonly string[]) =>
  new PydockError({
    code: 'PYDOCK_FILE_EXISTS',
    what: `${file} is there already${difference.length > 0 ? ' and differs' : ''}`,
    why: 'pydock never overwrites a file of yours',
    todo:
      difference.length > 0
        ? 'keep yours, or accept the lines marked + by hand, or delete the file and run this again; nothing was written'
        : 'give another directory, or bring in what is there with nx g pydock:dockerize; nothing was written',
    place: { file },
    quote: difference,
  });

export const fileUnreadable = (file: string | Place, detail: string) => {
  const place = typeof file === 'string' ? { file } : file;
  return new PydockError({
    code: 'PYDOCK_FILE_UNREADABLE',
    what: `${place.file} can't be read`,
    why: detail,
    todo: 'mend its permissions or its content',
    place,
  });
};

export const projectExists = (name: string, root: string) =>
  new PydockError({
    code: 'PYDOCK_NAME_CONFLICT',
    what: `there is a project "${name}" already`,
    why: `${root} has that name, and Nx can't tell two projects of one name apart`,
    todo: 'give the new one another name: --name=…',
    place: { file: root },
  });

export const serviceNameTaken = (name: string, service: string, other: string, root: string) =>
  new PydockError({
    code: 'PYDOCK_NAME_CONFLICT',
    what: `"${name}" gives the service name "${service}", which another project has already`,
    why: `it is the one of ${other} (${root}); service names are in small letters, with "-" for what is neither a letter nor a digit`,
    todo: 'give the new one another name: --name=…',
    place: { file: root },
  });

export const projectNameInvalid = (name: string) =>
  new PydockError({
    code: 'PYDOCK_NAME_INVALID',
    what: `"${name}" gives no name of a service`,
    why: 'a service name is part of an image name: letters from a to z and digits, of which this one has none',
    todo: 'give the project another name: --name=…',
    place: commandLine('name'),
  });

export const portUnused = (name: string, framework: string) =>
  new PydockError({
    code: 'PYDOCK_OPTION_INVALID',
    what: `${name} has no use for a port`,
    why: `${framework === 'none' ? 'it is a script or a command' : `it is an app of ${framework}`}, and serves nothing that was found`,
    todo: 'leave --port out; if it does serve, name what does with --entrypoint, or add "ports" to the options of docker-up',
    place: commandLine('port'),
  });

export const portGiven = (port: number, project: string) =>
  new PydockError({
    code: 'PYDOCK_PORT_CONFLICT',
    what: `the host port ${port} is another service's`,
    why: `${project} publishes it`,
    todo: 'leave --port out for the lowest free one, or give another',
    place: commandLine('port'),
  });
