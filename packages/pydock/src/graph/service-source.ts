import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { NxJsonConfiguration, ProjectGraph, ProjectGraphProjectNode } from '@nx/devkit';
import { type OptionFile, overridden, placeOfOption, type ServiceSource } from '@pydock/core';
import { readText } from '@pydock/engine';
import { pluginOptions, targetNames } from './plugin-options';

/** What a command is run with: the options of the projects that it runs for, and a configuration. */
export interface Requested {
  readonly workspaceRoot: string;
  readonly graph: ProjectGraph;
  readonly nxJson: NxJsonConfiguration;
  readonly configuration: string | undefined;
  /** Options of the running docker-up tasks by project, as Nx merged them with the command line. */
  readonly upOptions?: ReadonlyMap<string, Record<string, unknown>>;
  /** The same of docker-build. */
  readonly buildOptions?: ReadonlyMap<string, Record<string, unknown>>;
}

/** Reads what is stated of a project's service. */
export async function serviceSource(
  requested: Requested,
  { name, data }: ProjectGraphProjectNode,
  composeName: string,
): Promise<ServiceSource> {
  const { workspaceRoot, nxJson, configuration } = requested;
  const names = targetNames(pluginOptions(nxJson));
  const stated = (target: string): Record<string, unknown> => {
    const { options: base, configurations } = data.targets?.[target] ?? {};
    const over = configuration === undefined ? {} : (configurations?.[configuration] as object | undefined);
    return { ...(base as object | undefined), ...over };
  };
  const place = (target: string, executor: string, given: object) => (option: string) => {
    const files = optionFiles(workspaceRoot, data.root, target, executor, configuration);
    return placeOfOption(files, option, overridden(given, stated(target)));
  };
  const options = withoutNxKeys(requested.upOptions?.get(name) ?? stated(names.up));
  const buildOptions = withoutNxKeys(requested.buildOptions?.get(name) ?? stated(names.build));
  const dockerfile =
    typeof buildOptions['dockerfile'] === 'string' ? buildOptions['dockerfile'] : 'Dockerfile';
  return {
    project: name,
    root: data.root,
    composeProject: composeName,
    options,
    buildOptions,
    graphDependencies: [],
    dockerfileText: await readText(
      join(workspaceRoot, data.root, dockerfile),
      posix.join(data.root, dockerfile),
    ),
    place: place(names.up, 'pydock:up', options),
    buildPlace: place(names.build, 'pydock:build', buildOptions),
  };
}

/** Options without the keys that Nx passes along for itself. */
export const withoutNxKeys = (options: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(options).filter(([key]) => !/^(_|\$|verbose$)/.test(key)));

// Where a target's options may stand, the strongest first. Read only when a message needs them.
function optionFiles(
  workspaceRoot: string,
  root: string,
  target: string,
  executor: string,
  configuration: string | undefined,
): OptionFile[] {
  const places = [
    { file: posix.join(root, 'project.json'), target: ['targets', target] },
    { file: posix.join(root, 'package.json'), target: ['nx', 'targets', target] },
    { file: 'nx.json', target: ['targetDefaults', executor] },
    { file: 'nx.json', target: ['targetDefaults', target] },
  ];
  const below = (...path: string[]) =>
    places.map((place) => ({ file: place.file, prefix: [...place.target, ...path] }));
  // A configuration wins over the options, wherever it stands.
  const candidates = [
    ...(configuration === undefined ? [] : below('configurations', configuration)),
    ...below('options'),
  ];
  return candidates.flatMap(({ file, prefix }) => {
    const path = join(workspaceRoot, file);
    return existsSync(path) ? [{ file, prefix, text: readFileSync(path, 'utf8') }] : [];
  });
}
