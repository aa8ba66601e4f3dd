import { posix } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { formatFiles, type GeneratorCallback, readNxJson, type Tree } from '@nx/devkit';
import {
  anyImageOptions,
  type BackingKind,
  backingOptions,
  chooseKind,
  commandLine,
  fileExists,
  optionInvalid,
  resolveService,
  type Service,
  serviceNameOf,
} from '@pydock/core';
import { closeSecrets, secretModes } from '@pydock/engine';
import { parse } from 'jsonc-parser';
import { randomSecret } from '../../executors/secrets';
import { pluginOptions, targetNames } from '../../graph/plugin-options';
import { projectDirectory } from '../directory';
import { initGenerator } from '../init/generator';
import { hostPort } from '../port';
import { projectJson } from '../project-json';
import { newProjectName } from '../project-name';
import { difference } from '../write';
import { backingSteps } from './next-steps';
import type { BackingServiceOptions } from './schema-types';

/** Adds a backing service: a project whose docker-up runs an image, and secrets that git does not see. */
export async function backingServiceGenerator(
  tree: Tree,
  options: BackingServiceOptions,
): Promise<GeneratorCallback> {
  const root = projectDirectory(tree, options.directory);
  const name = newProjectName(tree, root, options.name);
  const kind = chooseKind(options);
  const up = upOptions(tree, root, serviceNameOf(name), kind, options);
  // What docker-up would refuse is refused now, before anything is written.
  const service = resolveService({
    project: name,
    root,
    composeProject: '',
    options: up,
    buildOptions: {},
    graphDependencies: [],
    dockerfileText: null,
    place: placeOf,
    buildPlace: placeOf,
  });
  const before = tree.exists(posix.join(root, 'project.json'));
  const { up: target } = targetNames(pluginOptions(readNxJson(tree) ?? {}));
  writeProject(tree, root, projectJson(root, name, options.tags ?? '', { [target]: up }));
  await initGenerator(tree, { skipFormat: true });
  const made = writeSecrets(tree, service);
  if (!options.skipFormat) await formatFiles(tree);
  return async () => {
    if (made.length > 0) await closeSecrets(tree.root);
    backingSteps(service, kind, target, before, made);
  };
}

// The option of docker-up that is at fault comes from one of the generator's.
const placeOf = (option: string) => {
  const [first = ''] = option.split(/[.[]/);
  const from: Record<string, string> = {
    ports: 'containerPort',
    volumes: 'dataDirectory',
    connection: 'url',
  };
  return commandLine(from[first] ?? first);
};

function upOptions(
  tree: Tree,
  root: string,
  service: string,
  kind: BackingKind | null,
  options: BackingServiceOptions,
): Record<string, unknown> {
  const { containerPort: port, dataDirectory, healthcheck, secrets, url } = options;
  if (kind) {
    const foreign = Object.entries({ containerPort: port, dataDirectory, healthcheck, secrets, url });
    const [first] = foreign.filter(([, value]) => value !== undefined);
    if (first) throw optionInvalid(first[1], `left out: ${kind.title} has its own`, commandLine(first[0]));
    const image = options.image ?? kind.image;
    return backingOptions(
      image,
      mappings(tree, root, options.port, kind.ports),
      kind.options({ service, image }),
    );
  }
  const ports = port === undefined ? [] : mappings(tree, root, options.port, [port]);
  const known = { port: port ?? null, dataDirectory, healthcheck, secrets, url };
  return backingOptions(options.image ?? '', ports, anyImageOptions(service, known));
}

// The port asked for is the first one's; each other is the next that is free.
function mappings(tree: Tree, root: string, given: number | undefined, ports: readonly number[]): string[] {
  const taken: number[] = [];
  return ports.map((port, index) => {
    const published = hostPort(tree, index === 0 ? given : undefined, { from: port, own: root, taken });
    taken.push(published);
    return `${published}:${port}`;
  });
}

// A project that is there already, and is what it would be made, stays as it is to the letter.
function writeProject(tree: Tree, root: string, wanted: object): void {
  const file = posix.join(root, 'project.json');
  const text = `${JSON.stringify(wanted, null, 2)}\n`;
  const present = tree.exists(file) ? (tree.read(file, 'utf8') ?? '') : null;
  if (present === null) return tree.write(file, text);
  const value: unknown = parse(present);
  if (isDeepStrictEqual(value, wanted)) return;
  throw fileExists(file, difference(value === undefined ? present : JSON.stringify(value, null, 2), text));
}

// One that is there is never written over: data may have been made with it.
function writeSecrets(tree: Tree, { secrets }: Service): string[] {
  const missing = secrets.filter(({ file }) => !tree.exists(file));
  for (const { file } of missing) tree.write(file, randomSecret(), { mode: secretModes.mounted });
  return missing.map(({ file }) => file);
}
