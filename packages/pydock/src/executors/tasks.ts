import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { refuseUnknown } from '@pydock/core';
import { type Requested, withoutNxKeys } from '../graph/service-source';
import { runCommand } from '../report/command';

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

/** The body of an executor; what it gives tells of each project, where they do not all end alike. */
export type Body<Options> = (tasks: Tasks<Options>, signal: AbortSignal) => Promise<Outcomes | undefined>;

/** Whether each project's task succeeded. */
export type Outcomes = ReadonlyMap<string, boolean>;

/** An executor and its batch from one body: a single run is a batch of one. */
export function executorOf<Options extends object>(body: Body<Options>) {
  const run = async (tasks: Tasks<Options>) => {
    let outcomes: Outcomes = new Map();
    const { success } = await runCommand(commandName(tasks), async (signal) => {
      outcomes = (await body(tasks, signal)) ?? outcomes;
    });
    return (project: string) => success && (outcomes.get(project) ?? outcomes.size === 0);
  };
  return {
    single: async (options: Options, context: ExecutorContext) => {
      const succeeded = await run(singleTask(options, context));
      return { success: succeeded(context.projectName ?? '') };
    },
    batch: async (
      graph: TaskGraph,
      options: BatchOptions<Options>,
      _overrides: unknown,
      context: ExecutorContext,
    ): Promise<BatchResults> => {
      const succeeded = await run(batchTasks(graph, options, context));
      const results = Object.values(graph.tasks).map(({ id, target: { project } }) => {
        return [id, { success: succeeded(project), terminalOutput: '' }] as const;
      });
      return Object.fromEntries(results);
    },
  };
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
  const target = tasks[0]?.target.target ?? '';
  // A project without the configuration has its task without it.
  const configuration = tasks.map((each) => each.target.configuration).find((name) => name !== undefined);
  return { projects, context, target, configuration };
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

/** A text as a user wrote it: Nx fills in `{project}` on a command line itself, with an object of its own. */
export const asWritten = (text: string): string => text.replaceAll('[object Object]', '{project}');
