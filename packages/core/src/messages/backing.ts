import { commandLine, type Place, PydockError } from '../errors';
import { nearest } from '../nearest';

export const backingKindMissing = (names: readonly string[]) =>
  new PydockError({
    code: 'PYDOCK_OPTION_INVALID',
    what: 'what kind of backing service it is was not said',
    why: `the kinds are ${names.join(', ')}, and any other image will do as well`,
    todo: `give --type=${names[0] ?? ''}, or another one of them, or --image=name:tag`,
    place: commandLine('type'),
  });

export function backingKindUnknown(type: string, names: readonly string[]) {
  const near = nearest(type, names);
  return new PydockError({
    code: 'PYDOCK_OPTION_INVALID',
    what: `there is no kind of backing service "${type}"`,
    why: `the kinds are ${names.join(', ')}`,
    todo: near ? `did you mean "${near}"?` : 'give one of them, or any other image: --image=name:tag',
    place: commandLine('type'),
  });
}

export const imageNameInvalid = (image: string, place: Place) =>
  new PydockError({
    code: 'PYDOCK_OPTION_INVALID',
    what: `"${image}" is no name of an image`,
    why: 'it is made of small letters, digits and "." "_" "-" "/", with a tag after ":"',
    todo: 'write it as you would to docker pull: postgres:18, or registry.example/team/search:1.4',
    place,
  });

export const imageNotFound = (service: string, image: string, detail: string, place: Place) =>
  new PydockError({
    code: 'PYDOCK_IMAGE_NOT_FOUND',
    what: `${service} runs the image ${image}, which can't be had`,
    why: detail,
    todo: `check the name and the tag, docker login where its registry asks for it, or docker pull ${image} by hand; a name for an image that is built belongs to the options of docker-build`,
    place,
  });

export const nothingToBuild = (project: string, image: string, place: Place) =>
  new PydockError({
    code: 'PYDOCK_OPTION_INVALID',
    what: `${project} has nothing to build`,
    why: `its docker-up target runs the image ${image} as it is`,
    todo: 'take "image" out of the options of docker-up to have its Dockerfile built, or leave docker-build out',
    place,
  });

export const secretMissing = (service: string, secret: string, file: string, place: Place) =>
  new PydockError({
    code: 'PYDOCK_SECRET_MISSING',
    what: `${service} has the secret ${secret} in ${file}, which is not there`,
    why: '"secrets" names that file, and pydock makes none in the place of one of yours',
    todo: 'write the file; or give the secret no file, and pydock makes one at random',
    place,
  });

export const secretLost = (service: string, project: string, file: string, madeWith: string, place: Place) =>
  new PydockError({
    code: 'PYDOCK_SECRET_MISSING',
    what: `the secret of ${service} in ${file} is gone`,
    why: `${madeWith} was made with it, and would not take another one`,
    todo: `bring the file back, with the value it had; or begin anew, without its data: nx run ${project}:docker-down --volumes`,
    place,
  });

export const connectionSecretUnknown = (name: string, secrets: readonly string[], place: Place) =>
  new PydockError({
    code: 'PYDOCK_OPTION_INVALID',
    what: `a connection string names "\${${name}}", which is no secret of this service`,
    why: secrets.length > 0 ? `its secrets are ${secrets.join(', ')}` : 'it has no secrets',
    todo: 'name one of them, or add it to "secrets"',
    place,
  });

interface Named {
  readonly name: string;
  readonly place: (option: string) => Place;
}

export const connectionConflict = (service: Named, variable: string, a: Named, b: Named) =>
  new PydockError({
    code: 'PYDOCK_OPTION_INVALID',
    what: `${service.name} depends on ${a.name} and ${b.name}, which both hand it ${variable}`,
    why: 'one variable can hold one connection string only',
    todo: `take ${variable} out of "connection" of one of them (each has a variable of its own name as well), or set it in "environment" of ${service.name}`,
    place: b.place(`connection.${variable}`),
  });
