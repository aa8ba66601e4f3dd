import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { refuseUnknown } from '@pydock/core';
import { type Requested, withoutNxKeys } from '../graph/workspace';
import type { CommandResult } from '../report/command';

/** What a batch of Nx is given: the options of each task by its ID. */
export type BatchOptions<Options> = Record<string, Options>;

/** What Nx expects of a batch: a result for each task. */
export type BatchResults = Record<string, { success: boolean; terminalOutput: string }>;

/** The tasks of a command: the projects that it is run for, with the options of each. */
export interface Tasks<Options> {
  readonly projects: ReadonlyMap<string, Options>;
  readonly context: ExecutorContext;
  /** The target's name in the workspace. */
  readonly target: string;
  readonly configuration: string | undefined;
}

/** A single run as a batch of one. */
export function singleTask<Options>(options: Options, context: ExecutorContext): Tasks<Options> {
  const { projectName = '', targetName: target = '', configurationName: configuration } = context;
  return { projects: new Map([[projectName, options]]), context, target, configuration };
}

/** A batch's tasks by project. */
export function batchTasks<Options>(
  taskGraph: TaskGraph,
  options: BatchOptions<Options>,
  context: ExecutorContext,
): Tasks<Options> {
  const tasks = Object.values(taskGraph.tasks);
  const projects = new Map(
    tasks.flatMap(({ id, target }) => (options[id] ? [[target.project, options[id]]] : [])),
  );
  const { target = '', configuration } = tasks[0]?.target ?? {};
  return { projects, context, target, configuration };
}

/** The same result for every task; what there is to say has been said. */
export function sameForAll(taskGraph: TaskGraph, { success }: CommandResult): BatchResults {
  return Object.fromEntries(Object.keys(taskGraph.tasks).map((id) => [id, { success, terminalOutput: '' }]));
}

/** What the services of the workspace are read from. */
export function requested(tasks: Tasks<object>): Requested {
  const { root, projectGraph, nxJsonConfiguration } = tasks.context;
  return {
    workspaceRoot: root,
    graph: projectGraph,
    nxJson: nxJsonConfiguration,
    configuration: tasks.configuration,
  };
}

/** The command as the user gave it, for messages: `nx run api:docker-up`. */
export function commandName({ projects, target }: Tasks<object>): string {
  const [first = '', ...others] = projects.keys();
  return others.length === 0 ? `nx run ${first}:${target}` : `nx run-many -t ${target}`;
}

/**
 * Refuses options that an executor does not have: Nx lets them through.
 * @throws PydockError PYDOCK_OPTION_UNKNOWN
 */
export function refuseOtherOptions({ projects, target }: Tasks<object>, known: readonly string[]): void {
  for (const [project, options] of projects)
    refuseUnknown(withoutNxKeys(options), known, (option) => ({ file: `${project}:${target}`, option }));
}
