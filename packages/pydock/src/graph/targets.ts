import type { TargetConfiguration } from '@nx/devkit';
import type { TargetNames } from './plugin-options';

/** The targets of a backing service: there is nothing to build. */
export function backingTargets(
  project: string,
  names: TargetNames,
  configurations: readonly string[] = [],
  inputs: readonly string[] = ['default'],
): Record<string, TargetConfiguration> {
  const built = [names.build, names.push, names.save, names.load];
  const targets = Object.entries(serviceTargets(project, names, configurations, inputs));
  return Object.fromEntries(targets.filter(([target]) => !built.includes(target)));
}

/**
 * The targets that every Python service has.
 * @param configurations names of those of its docker-up target, which all of its targets then have
 * @param inputs what its image is built from
 */
export function serviceTargets(
  project: string,
  names: TargetNames,
  configurations: readonly string[] = [],
  inputs: readonly string[] = ['default'],
): Record<string, TargetConfiguration> {
  const targets = Object.entries(plainTargets(project, names, inputs));
  const empty = Object.fromEntries(configurations.map((name) => [name, {}]));
  return Object.fromEntries(
    targets.map(([name, target]) => [
      name,
      configurations.length > 0 ? { ...target, configurations: empty } : target,
    ]),
  );
}

function plainTargets(
  project: string,
  names: TargetNames,
  inputs: readonly string[],
): Record<string, TargetConfiguration> {
  return {
    [names.build]: {
      executor: 'pydock:build',
      inputs: [...inputs],
      dependsOn: [],
      options: {},
      metadata: help(project, names.build, 'Build the image, unless it is up to date', { dryRun: true }),
    },
    [names.compose]: {
      executor: 'pydock:compose',
      inputs: ['{projectRoot}/project.json', '{workspaceRoot}/nx.json'],
      outputs: ['{workspaceRoot}/docker-compose.yml'],
      dependsOn: [],
      options: {},
      metadata: help(project, names.compose, 'Write docker-compose.yml for the workspace', { check: true }),
    },
    [names.up]: {
      executor: 'pydock:up',
      inputs: [...inputs, '^default'],
      dependsOn: [],
      options: {},
      metadata: help(
        project,
        names.up,
        'Build what is stale, start the service and wait until it is healthy',
        {
          ports: ['8000:8000'],
          volumes: ['data:/var/lib/app'],
        },
      ),
    },
    [names.down]: {
      executor: 'pydock:down',
      dependsOn: [],
      options: {},
      metadata: help(project, names.down, 'Stop and remove the service; keep its volumes', { volumes: true }),
    },
    [names.push]: {
      executor: 'pydock:push',
      dependsOn: [names.build],
      options: {},
      metadata: help(project, names.push, 'Build the image if it is stale, and push it to registries', {
        tags: ['registry.corp/team/{project}:{sha}'],
      }),
    },
    ...archiveTargets(project, names),
  };
}

function archiveTargets(project: string, names: TargetNames): Record<string, TargetConfiguration> {
  const example = { file: 'dist/images/{project}-{version}.tar.zst' };
  return {
    [names.save]: {
      executor: 'pydock:save',
      dependsOn: [names.build],
      options: {},
      metadata: help(project, names.save, 'Build the image if it is stale, and write it to a file', example),
    },
    [names.load]: {
      executor: 'pydock:load',
      dependsOn: [],
      options: {},
      metadata: help(project, names.load, 'Load the image from a file that docker-save wrote', example),
    },
  };
}

function help(project: string, target: string, description: string, options: Record<string, unknown>) {
  return {
    technologies: ['docker', 'python'],
    description,
    help: { command: `npx nx run ${project}:${target} --help`, example: { options } },
  };
}
