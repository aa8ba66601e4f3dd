import { formatPlace, type Place, PydockError } from '../errors';

type Kind = 'extra' | 'group';

interface Stated {
  readonly kind: Kind;
  readonly name: string;
  readonly source: Place;
}

const listed = (sets: readonly Stated[]) =>
  sets.map(({ name, source }) => `${name} (${formatPlace(source)})`).join(', ');

export const optionalUnknown = (
  root: string,
  kind: Kind,
  name: string,
  there: readonly Stated[],
  place: Place,
) =>
  new PydockError({
    code: 'PYDOCK_OPTION_INVALID',
    what: `there is no ${kind} "${name}"`,
    why: there.length > 0 ? `${root} has ${listed(there)}` : `${root} has no ${kind}s`,
    todo: there[0] ? `give one of these: ${stated(kind, there[0].name)}` : `leave --${kind}s out`,
    place,
  });

export const extraNeeded = (what: string, sets: readonly Stated[]) => {
  const [first] = sets;
  const kind = first?.kind ?? 'extra';
  const one = sets.length === 1;
  return new PydockError({
    code: 'PYDOCK_EXTRA_NEEDED',
    what: `${what} comes only with the ${kind}${one ? '' : 's'} ${listed(sets)}`,
    why: `${one ? 'it is not' : 'none of them is'} installed by default, and the app needs ${what}`,
    todo: `state ${one ? 'it' : 'one'}: ${stated(kind, first?.name ?? '')}; or that none is to be installed: ${stated(kind, '')}`,
    place: first?.source,
  });
};

const stated = (kind: Kind, name: string) => `--${kind}s=${name}`;

/** A warning: what is left out though its name says that production installs it. */
export const productionLeftOut = (kind: Kind, name: string) =>
  `the ${kind} ${name} is not installed: if the image needs it, state ${stated(kind, name)}`;

/** A warning: what the sources import comes only with something that is left out. */
export const optionalImported = (what: string, set: Stated) =>
  `${what}, which this line imports, comes only with the ${set.kind} ${set.name} (${formatPlace(set.source)}), which is not installed: if the image needs it, state ${stated(set.kind, set.name)}`;

/** A warning: a group that is installed since nothing else brings what the app needs. */
export const groupTaken = (what: string, { kind, name }: Stated) =>
  `the ${kind} ${name} is installed as well: ${what} comes only with it`;

/** A warning: a lock file of PDM's that was made without what is to be installed. */
export const lockedWithout = (lockfile: string, { kind, name }: Stated) =>
  `the ${kind} ${name} is not in ${lockfile}, and the install would end with that: lock it too, pdm lock -G :all`;

/** A warning: an extra of a local library that this one has not. */
export const extraOfLocalUnknown = (directory: string, extra: string, there: readonly Stated[]) =>
  `${directory} has no extra "${extra}"${there.length > 0 ? `; it has ${there.map(({ name }) => name).join(', ')}` : ''}: nothing is installed for it`;
