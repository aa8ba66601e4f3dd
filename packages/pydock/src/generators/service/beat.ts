import { posix } from 'node:path';
import { commandLine, optionInvalid } from '@pydock/core';
import type { TargetNames } from '../../graph/plugin-options';
import { schemaOf } from '../project-json';

/** Where the project lies that runs beat: beside the worker's. */
export const beatRoot = (root: string): string => (root === '.' ? 'beat' : `${root}-beat`);

/** @throws PydockError PYDOCK_OPTION_INVALID */
export function refuseBeat(framework: string): void {
  if (framework !== 'celery')
    throw optionInvalid(true, 'left out: only Celery has a schedule to send out', commandLine('beat'));
}

/** The project.json of beat: a container of the worker's image with another command. */
export function beatProject(root: string, name: string, names: TargetNames): object {
  const directory = beatRoot(root);
  return {
    name: `${name}-beat`,
    $schema: schemaOf(directory),
    projectType: 'application',
    sourceRoot: root,
    implicitDependencies: [name],
    targets: {
      [names.build]: {
        options: { dockerfile: posix.relative(directory, posix.join(root, 'Dockerfile')), include: [root] },
      },
      [names.up]: {
        options: {
          command: [
            ...['celery', '-A', 'app.celery:app', 'beat', '--loglevel=INFO'],
            '--schedule=/tmp/celerybeat-schedule',
          ],
        },
      },
    },
  };
}
