import { commandLine, type Place } from '../../errors';
import { optionalUnknown, productionLeftOut } from '../../messages/optional';
import type { Asked, Manifest, OptionalDependencies, OptionalKind } from '../package-managers/table';
import { normaliseName } from '../pep508';
import type { Warning } from '../project';
import { isForProductionByName } from './names';

/** What a user says of extras and groups; nothing at all, or that there are to be none, are two things. */
export interface OptionalOptions {
  readonly extras?: readonly string[] | undefined;
  readonly groups?: readonly string[] | undefined;
}

/** The option of a kind. */
export const optionOf = (kind: OptionalKind): 'extras' | 'groups' => (kind === 'extra' ? 'extras' : 'groups');

export const askedBy = ({ extras = [], groups = [] }: OptionalOptions): Asked => ({
  extras: namesIn(extras),
  groups: namesIn(groups),
});

const namesIn = (stated: readonly string[]) => [
  ...new Set(
    stated
      .flatMap((each) => each.split(','))
      .map((each) => normaliseName(each.trim()))
      .filter((each) => each !== ''),
  ),
];

/** @throws PydockError PYDOCK_OPTION_INVALID for a name that the project has not, with those that it has */
export function refuseUnknown(root: string, manifest: Manifest, asked: Asked): void {
  for (const kind of ['extra', 'group'] as const) {
    const there = (manifest.optional ?? []).filter((each) => each.kind === kind);
    const missing = asked[optionOf(kind)].find((name) => !there.some((each) => each.name === name));
    if (missing !== undefined) throw optionalUnknown(root, kind, missing, there, commandLine(optionOf(kind)));
  }
}

/** Warnings: what is left out though its name says that production installs it. */
export const leftOutWarnings = (
  optional: readonly OptionalDependencies[],
  options: OptionalOptions,
): Warning[] =>
  optional
    .filter(
      ({ kind, name, isInstalled }) =>
        !isInstalled && isForProductionByName(name) && options[optionOf(kind)] === undefined,
    )
    .map(({ kind, name, source }): { message: string; source: Place } => ({
      message: productionLeftOut(kind, name),
      source,
    }));
